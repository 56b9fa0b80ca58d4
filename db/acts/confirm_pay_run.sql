-- The bank has the file: what was owed to the payees is paid from the cashbook, item by item, by somebody else than the maker where policy says so.
-- The digest is that of the file handed in.
CREATE OR REPLACE FUNCTION rb.confirm_pay_run(the_key text, the_run bigint, the_digest text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p pay_run; e bigint; number text; owed bigint; bank bigint; bad bigint;
BEGIN
  done := begin_act('confirm_pay_run', the_key, jsonb_build_object('run', the_run, 'digest', the_digest), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  p := pay_run_of_mine(the_run);
  IF p.state <> 'made' THEN PERFORM refuse('run_ended', format('run %s is %s already, by %s', p.id, p.state, p.ended_by), to_jsonb(p.id)); END IF;
  IF p.digest IS NULL THEN PERFORM refuse('no_file', format('run %s has no file yet: rentbook pay makes it', p.id), to_jsonb(p.id)); END IF;
  IF encode(p.digest, 'hex') IS DISTINCT FROM the_digest THEN
    PERFORM refuse('digest_differs', format('that is not the file of run %s: confirm what was handed in', p.id), to_jsonb(encode(p.digest, 'hex'))); END IF;
  IF p.by_two AND p.maker = session_user THEN PERFORM refuse('own_run', format('run %s is your own: somebody else confirms it', p.id), to_jsonb(p.id)); END IF;
  PERFORM FROM request r JOIN pay_item i ON i.request_id = r.id AND i.run_id = p.id ORDER BY r.id FOR NO KEY UPDATE OF r;
  SELECT r.id INTO bad FROM pay_item i JOIN request r ON r.id = i.request_id WHERE i.run_id = p.id AND r.state <> 'approved' LIMIT 1;
  IF FOUND THEN PERFORM refuse('request_ended', format('request %s is not approved any more: abandon the run', bad), to_jsonb(bad)); END IF;
  PERFORM check_book_date(p.landlord_id, p.cashbook_id, today());
  owed := control_account(p.landlord_id, 'refunds-payable'); bank := control_account(p.landlord_id, 'bank', p.cashbook_id);
  e := nextval('rb.entry_id_seq');
  INSERT INTO posting SELECT e, i.item, 1, p.landlord_id, p.cashbook_id, q.code_id, owed, bank, i.pence, p.moved, today()
    FROM pay_item i JOIN request r ON r.id = i.request_id JOIN posting q ON (q.entry_id, q.line, q.part) = (r.entry_id, 1, 1) WHERE i.run_id = p.id ORDER BY i.item;
  number := close_entry(e, 'payment');
  UPDATE pay_run SET state = 'confirmed', ended_by = session_user, ended_at = clock_timestamp(), entry_id = e WHERE id = p.id;
  UPDATE request r SET state = 'paid' FROM pay_item i WHERE i.run_id = p.id AND r.id = i.request_id;
  RETURN end_act('confirm_pay_run', the_key, jsonb_build_object('run', p.id, 'state', 'confirmed', 'items', p.items, 'pence', p.pence, 'number', number), 'pay run ' || p.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.confirm_pay_run(text, bigint, text) TO @supervisor@;
