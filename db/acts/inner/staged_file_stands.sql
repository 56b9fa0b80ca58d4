-- No line of a staged file may name what this cashbook's landlord has not, a day to come, or a bank card's number.
CREATE OR REPLACE FUNCTION rb.staged_file_stands(the_load uuid, the_landlord smallint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE bad jsonb;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('line', x.line, 'code', x.code, 'says', x.says) ORDER BY x.line) INTO bad FROM (
    SELECT s.line, r.code, r.says FROM stage_file_line s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN account n ON n.id = s.next_account
      CROSS JOIN LATERAL (SELECT CASE
        WHEN s.account_id IS NOT NULL AND (a.id IS NULL OR a.status IN ('control', 'closed')) OR s.next_account IS NOT NULL AND (n.id IS NULL OR n.status = 'control') THEN 1
        WHEN a.landlord_id <> the_landlord OR n.landlord_id <> the_landlord THEN 2
        WHEN s.pence NOT BETWEEN 1 AND 100000000 THEN 3 WHEN s.day > today() THEN 4 WHEN s.outcome = 'matched' AND s.account_id IS NULL THEN 1
        WHEN s.raw ~ '[0-9]([\s._\u2010-\u2015\u2212-]{0,3}[0-9]){12}' AND looks_like_card(s.raw) OR concat_ws('|', s.name, s.narrative, s.address) ~ '[0-9]([\s._\u2010-\u2015\u2212-]{0,3}[0-9]){12}' AND looks_like_card(concat_ws('|', s.name, s.narrative, s.address)) THEN 5 END AS rule) t
      JOIN (VALUES (1, 'unknown_account', 'the line names no open customer account: match the file again'), (2, 'wrong_landlord', 'the account is another landlord''s: the line goes to suspense'),
        (3, 'amount_out_of_range', 'an amount is between 0.01 and 1,000,000.00'), (4, 'date_in_future', 'the day has not come yet: load the file when the money has moved'),
        (5, 'card_number', 'that looks like a bank card''s number: never keep one')) r (rule, code, says) USING (rule)
    WHERE s.load = the_load AND s.maker = session_user) x;
  IF bad IS NOT NULL THEN PERFORM refuse('lines_refused', format('%s lines are refused: nothing was loaded', jsonb_array_length(bad)), bad); END IF;
END $$;
