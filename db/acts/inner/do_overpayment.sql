-- Benefit overpaid is owed by the tenant and to the council.
CREATE OR REPLACE FUNCTION rb.do_overpayment(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  RETURN post_request(r, 'HBAD', r.account_id, control_account(r.landlord_id, 'refunds-payable'), CASE WHEN r.payee IS NULL THEN 'posted' ELSE 'approved' END);
END
$$;
