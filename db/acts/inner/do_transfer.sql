-- Both legs of a transfer in one posting.
CREATE OR REPLACE FUNCTION rb.do_transfer(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN post_request(r, 'TRAN', r.account_id, r.to_account, 'posted');
END
$$;
