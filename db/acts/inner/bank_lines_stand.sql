-- No staged bank line may lie in the future, move nothing, or carry a bank card's number.
CREATE OR REPLACE FUNCTION rb.bank_lines_stand(the_load uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE bad jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('line', x.item, 'code', r.code, 'says', r.says) ORDER BY x.part, x.item) INTO bad FROM (
    SELECT s.part, s.item, CASE WHEN s.day > today() THEN 1 WHEN s.pence = 0 OR abs(s.pence) > 100000000000 THEN 2
      WHEN concat_ws('|', s.narrative, s.reference, s.name) ~ '[0-9]([\s._\u2010-\u2015\u2212-]{0,3}[0-9]){12}' AND looks_like_card(concat_ws('|', s.narrative, s.reference, s.name)) THEN 3 END AS rule
    FROM stage_bank_line s WHERE s.load = the_load AND s.maker = session_user) x
    JOIN (VALUES (1, 'date_in_future', 'the day has not come yet: pending entries are not booked'), (2, 'amount_out_of_range', 'a bank line moves something, and at most 1,000,000,000.00'),
      (3, 'card_number', 'that looks like a bank card''s number: never keep one')) r (rule, code, says) USING (rule);
  IF bad IS NOT NULL THEN PERFORM refuse('lines_refused', format('%s lines are refused: nothing was booked', jsonb_array_length(bad)), bad); END IF;
END $$;
