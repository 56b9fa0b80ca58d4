-- A statement loaded by mistake leaves the book with the lines that only it shows; a line that is matched, or money, or signed keeps it. The same file may be loaded again.
CREATE OR REPLACE FUNCTION rb.withdraw_statement(the_key text, the_statement bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; s bank_statement; c cashbook; alone bigint[]; held text; said text := left(btrim(coalesce(why, '')), 200);
BEGIN
  done := begin_act('withdraw_statement', the_key, jsonb_build_object('statement', the_statement, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.* INTO s FROM bank_statement x JOIN cashbook k ON k.id = x.cashbook_id WHERE x.id = the_statement AND k.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_statement', format('there is no statement %s: rentbook bank list shows them', the_statement), to_jsonb(the_statement)); END IF;
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why it is withdrawn, in three letters or more'); END IF;
  PERFORM lock_bank(ARRAY[s.cashbook_id]);
  SELECT * INTO s FROM bank_statement x WHERE x.id = the_statement;
  IF NOT FOUND THEN PERFORM refuse('unknown_statement', format('statement %s was withdrawn meanwhile', the_statement), to_jsonb(the_statement)); END IF;
  SELECT * INTO c FROM cashbook x WHERE x.id = s.cashbook_id;
  IF coalesce(s.from_day, s.to_day) <= c.signed_to THEN
    PERFORM refuse('statement_signed', format('%s is signed to %s and rests on statement %s: ask for the day to be reopened', c.code, c.signed_to, s.id), to_jsonb(c.signed_to)); END IF;
  SELECT coalesce(array_agg(i.line_id), '{}') INTO alone FROM bank_statement_line i JOIN bank_line l ON l.id = i.line_id
    WHERE i.statement_id = s.id AND NOT EXISTS (SELECT FROM bank_statement_line o WHERE o.line_id = i.line_id AND o.statement_id <> s.id)
      AND NOT (l.at < s.at AND EXISTS (SELECT FROM bank_receipt r WHERE r.line_id = l.id));             -- what a payment file had brought stays
  SELECT string_agg(x.id::text, ', ' ORDER BY x.id) INTO held FROM (SELECT u.id FROM unnest(alone) u (id)
    WHERE EXISTS (SELECT FROM bank_match_line m WHERE m.line_id = u.id AND m.live) OR EXISTS (SELECT FROM bank_receipt r WHERE r.line_id = u.id) OR EXISTS (SELECT FROM returned_money r WHERE r.line_id = u.id) ORDER BY u.id LIMIT 5) x;
  IF held IS NOT NULL THEN PERFORM refuse('statement_used', format('bank lines of it are matched or money already (%s): undo that first, V on Reconcile lists the matches', held), to_jsonb(held)); END IF;
  INSERT INTO withdrawn_statement (statement_id, cashbook_id, digest, told, gone, why)
    SELECT s.id, s.cashbook_id, s.digest, to_jsonb(s) || jsonb_build_object('lines', (SELECT coalesce(jsonb_agg(jsonb_build_array(l.id, l.day, l.pence) ORDER BY i.item), '[]') FROM bank_statement_line i JOIN bank_line l ON l.id = i.line_id WHERE i.statement_id = s.id)), alone, said;
  DELETE FROM bank_explained x WHERE x.line_id = ANY (alone) OR x.statement_id = s.id;
  DELETE FROM bank_match_line x WHERE x.line_id = ANY (alone);
  DELETE FROM bank_statement_line x WHERE x.statement_id = s.id;
  DELETE FROM bank_words x WHERE x.line_id = ANY (alone);
  DELETE FROM bank_line x WHERE x.id = ANY (alone);
  DELETE FROM bank_statement x WHERE x.id = s.id;
  RETURN end_act('withdraw_statement', the_key, jsonb_build_object('statement', s.id, 'cashbook', c.code, 'lines', cardinality(alone)), 'statement ' || s.id, said);
END $$;
GRANT EXECUTE ON FUNCTION rb.withdraw_statement(text, bigint, text) TO @assistant@;
