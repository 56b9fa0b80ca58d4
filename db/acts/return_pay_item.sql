-- The bank sent a payment back: the payment and the refund behind it are reversed, the credit (or the money in suspense) is there again, and the bank details are marked.
CREATE OR REPLACE FUNCTION rb.return_pay_item(the_key text, the_run bigint, the_item int, why text, the_line text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p pay_run; i pay_item; r request; paid entry; owed entry; number text; credited text; said text := left(btrim(coalesce(why, '')), 200);
BEGIN
  done := begin_act('return_pay_item', the_key, jsonb_build_object('run', the_run, 'item', the_item, 'why', why, 'line', the_line), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  p := pay_run_of_mine(the_run);
  IF p.state <> 'confirmed' THEN PERFORM refuse('run_open', format('run %s is %s: only what was paid can come back', p.id, p.state), to_jsonb(p.id)); END IF;
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why it came back, as the bank says it'); END IF;
  SELECT * INTO i FROM pay_item x WHERE (x.run_id, x.item) = (p.id, the_item) FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('unknown_item', format('run %s has no item %s', p.id, the_item), to_jsonb(the_item)); END IF;
  IF i.returned_at IS NOT NULL THEN PERFORM refuse('returned_already', format('item %s of run %s came back already, kept by %s', i.item, p.id, i.returned_by), to_jsonb(the_item)); END IF;
  SELECT * INTO STRICT r FROM request x WHERE x.id = i.request_id FOR NO KEY UPDATE;
  SELECT * INTO STRICT paid FROM entry WHERE id = p.entry_id;
  SELECT * INTO STRICT owed FROM entry WHERE id = r.entry_id;
  PERFORM check_book_date(p.landlord_id, p.cashbook_id, today());
  UPDATE pay_item SET live = false, returned_at = clock_timestamp(), returned_by = session_user, returned_why = said, returned_line = the_line WHERE (run_id, item) = (p.id, i.item);
  number := reverse_entry(paid, i.item, said, proof_place(paid.id, i.item));
  credited := reverse_entry(owed, 1, said, proof_place(owed.id, 1));
  UPDATE request SET state = 'returned' WHERE id = r.id;
  UPDATE bank_detail SET bad_since = coalesce(bad_since, clock_timestamp()), bad_why = said WHERE (sort_code, account_number, roll) = (r.sort_code, r.account_number, coalesce(r.roll, ''));
  RETURN end_act('return_pay_item', the_key, jsonb_build_object('run', p.id, 'item', i.item, 'request', r.id, 'pence', i.pence, 'posting', number || '.' || i.item, 'cleared', credited || '.1'), 'request ' || r.id, said);
END $$;
GRANT EXECUTE ON FUNCTION rb.return_pay_item(text, bigint, int, text, text) TO @supervisor@;
