-- Bank lines and cashbook entries said to be the same money. Nothing is posted for what is on the bank account already; what stands on a clearing moves to the bank.
-- doc: cashbook, lines [id], entries [[entry, line]] (line 0: the entry whole), how (exact, proposed, hand), why; as far apart as the cashbook's tolerance
CREATE OR REPLACE FUNCTION rb.match_bank(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; c cashbook; lines bigint[]; n bigint;
BEGIN
  done := begin_act('match_bank', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  PERFORM lock_bank(ARRAY[c.id]);
  lines := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(doc -> 'lines', '[]')) x);
  IF jsonb_array_length(coalesce(doc -> 'entries', '[]')) = 0 OR cardinality(lines) = 0 AND jsonb_array_length(doc -> 'entries') < 2 THEN
    PERFORM refuse('nothing_to_match', 'a match is bank lines with entries of the cashbook, or entries that cancel each other'); END IF;
  FOREACH n IN ARRAY lines LOOP PERFORM open_bank_line(c, n); END LOOP;
  done := make_match(c, lines, doc -> 'entries', coalesce(doc ->> 'how', 'hand'), NULL, doc ->> 'why', c.tolerance_pence);
  RETURN end_act('match_bank', the_key, done, 'match ' || (done ->> 'match'), nullif(doc ->> 'why', ''));
END $$;
GRANT EXECUTE ON FUNCTION rb.match_bank(text, jsonb) TO @assistant@;
