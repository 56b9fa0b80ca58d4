-- Approved bank details stand from now on; those before them end.
CREATE OR REPLACE FUNCTION rb.do_bank_details(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE bank_detail SET until = clock_timestamp() WHERE account_id = r.account_id AND until IS NULL;
  INSERT INTO bank_detail (account_id, payee, sort_code, account_number, roll, request_id) VALUES (r.account_id, r.payee, r.sort_code, r.account_number, coalesce(r.roll, ''), r.id);
  UPDATE request SET state = 'done' WHERE id = r.id;
  RETURN NULL;
END
$$;
