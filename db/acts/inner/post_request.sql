-- What an approved request posts, as one entry of its approver's: the amount, and of a refund each debt it pays first.
CREATE OR REPLACE FUNCTION rb.post_request(r rb.request, the_code text, to_debit bigint, to_credit bigint, becomes text, the_cashbook smallint DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE e bigint; number text;
BEGIN
  PERFORM check_book_date(r.landlord_id, the_cashbook, today());
  e := nextval('rb.entry_id_seq');
  INSERT INTO posting SELECT e, 1, 1, r.landlord_id, the_cashbook, code_of(the_code), to_debit, to_credit, r.pence, coalesce(r.effective_date, today()), today()
    UNION ALL SELECT e, 1 + o.part, 1, r.landlord_id, the_cashbook, code_of('TRAN'), r.account_id, o.account_id, o.pence, today(), today() FROM request_offset o WHERE o.request_id = r.id;
  number := close_entry(e, 'request');
  UPDATE request SET entry_id = e, state = becomes WHERE id = r.id;
  RETURN number;
END $$;
