-- A credit that came before its schedule waits in the payer's clearing, never in tenants' suspense: debit bank, credit clearing, until the schedule is tied to it.
-- doc: cashbook, lines [id], stream (whose clearing), why
CREATE OR REPLACE FUNCTION rb.await_schedule(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; s stream; lines bigint[]; n bigint;
BEGIN
  done := begin_act('await_schedule', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  PERFORM lock_bank(ARRAY[c.id]);
  SELECT * INTO s FROM stream x WHERE x.code = doc ->> 'stream';
  IF NOT FOUND THEN PERFORM refuse('unknown_stream', format('there is no stream %s: rentbook setup --show lists them', doc ->> 'stream'), doc -> 'stream'); END IF;
  IF s.debits = 'bank' THEN PERFORM refuse('no_clearing', format('stream %s has no clearing: its money is on the bank account at once', s.code), to_jsonb(s.code)); END IF;
  lines := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(doc -> 'lines') x);
  IF cardinality(lines) = 0 THEN PERFORM refuse('nothing_to_match', 'name the bank lines that wait'); END IF;
  FOREACH n IN ARRAY lines LOOP PERFORM open_bank_line(c, n); END LOOP;
  done := make_lump(c, lines, control_account(c.landlord_id, s.debits, c.id), NULL, doc ->> 'why');
  RETURN end_act('await_schedule', the_key, done, 'match ' || (done ->> 'match'), nullif(doc ->> 'why', ''));
END $$;
GRANT EXECUTE ON FUNCTION rb.await_schedule(text, jsonb) TO @assistant@;
