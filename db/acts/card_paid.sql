-- The provider paid an approved refund back to the card: what was owed leaves through the card clearing, where the provider's next settlement is short of it. By somebody else than who asked.
-- doc: reference (the provider's), cashbook (where the landlord has several with cards), paid_on
CREATE OR REPLACE FUNCTION rb.card_paid(the_key text, the_request bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; r request; c cashbook; e bigint; number text; told text := btrim(coalesce(doc ->> 'reference', '')); moved date;
BEGIN
  done := begin_act('card_paid', the_key, jsonb_build_object('request', the_request, 'doc', doc), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  PERFORM request_of_mine(the_request);
  SELECT * INTO STRICT r FROM request x WHERE x.id = the_request FOR NO KEY UPDATE;
  IF NOT r.terms ? 'card' THEN PERFORM refuse('not_of_a_card', format('request %s is not paid to a card: rentbook pay makes its file', r.id), to_jsonb(r.id)); END IF;
  IF r.state <> 'approved' OR r.entry_id IS NULL THEN PERFORM refuse('request_ended', format('request %s is %s: only what is approved and unpaid goes back to the card', r.id, r.state), to_jsonb(r.id)); END IF;
  IF r.maker = session_user THEN PERFORM refuse('own_request', format('request %s is your own: somebody else sees that the provider paid it', r.id), to_jsonb(r.id)); END IF;
  IF length(told) < 3 THEN PERFORM refuse('reference_needed', 'say the provider''s reference of the refund, as its portal shows it'); END IF;
  IF looks_like_card(told) THEN PERFORM refuse('card_number', 'that looks like a card number: never keep one, only the provider''s reference'); END IF;
  IF EXISTS (SELECT FROM card_refund x WHERE x.reference = told) THEN PERFORM refuse('reference_used', format('the provider''s reference %s paid another refund: read it again', told), to_jsonb(told)); END IF;
  SELECT b.* INTO c FROM cashbook b JOIN account a ON a.cashbook_id = b.id AND a.kind = 'card-clearing' AND a.status = 'control' WHERE b.landlord_id = r.landlord_id AND coalesce(doc ->> 'cashbook', b.code) = b.code ORDER BY b.id LIMIT 1;
  IF NOT FOUND THEN PERFORM refuse('unknown_cashbook', 'there is no such cashbook with a card clearing of this landlord: setup --show lists them', doc -> 'cashbook'); END IF;
  moved := coalesce((doc ->> 'paid_on')::date, today());
  IF moved > today() THEN PERFORM refuse('date_ahead', 'the provider cannot have paid on a day to come', doc -> 'paid_on'); END IF;
  PERFORM check_book_date(r.landlord_id, c.id, today());
  e := nextval('rb.entry_id_seq');
  INSERT INTO posting SELECT e, 1, 1, r.landlord_id, c.id, q.code_id, control_account(r.landlord_id, 'refunds-payable'), control_account(r.landlord_id, 'card-clearing', c.id), r.pence, moved, today()
    FROM posting q WHERE (q.entry_id, q.line, q.part) = (r.entry_id, 1, 1);
  number := close_entry(e, 'payment');
  INSERT INTO card_refund (request_id, entry_id, reference) VALUES (r.id, e, told);
  UPDATE request SET state = 'paid' WHERE id = r.id;
  PERFORM pg_notify('rb_requests', r.id::text);
  RETURN end_act('card_paid', the_key, jsonb_build_object('request', r.id, 'state', 'paid', 'pence', r.pence, 'number', number, 'cashbook', c.code), 'request ' || r.id, told);
END $$;
GRANT EXECUTE ON FUNCTION rb.card_paid(text, bigint, jsonb) TO @supervisor@;
