-- A debt written off stands on the account again.
CREATE OR REPLACE FUNCTION rb.do_write_on(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN post_request(r, 'WRON', r.account_id, control_account(r.landlord_id, 'write-off'), 'posted');
END
$$;
