-- An approved refund is owed to its payee from now on; the bank is credited when its payment file is confirmed.
CREATE OR REPLACE FUNCTION rb.do_refund(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN post_request(r, 'RFND', r.account_id, control_account(r.landlord_id, 'refunds-payable'), 'approved');
END
$$;
