-- A debt written off leaves the account; what was written off stays known from its postings.
CREATE OR REPLACE FUNCTION rb.do_write_off(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN post_request(r, 'WOFF', control_account(r.landlord_id, 'write-off'), r.account_id, 'posted');
END
$$;
