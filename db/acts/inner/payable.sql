-- Whether a request is approved, owed to a payee with a bank account, and in no run.
CREATE OR REPLACE FUNCTION rb.payable(r rb.request) RETURNS boolean
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT r.state = 'approved' AND r.entry_id IS NOT NULL AND r.sort_code IS NOT NULL AND r.kind IN ('refund', 'payment', 'overpayment')
    AND NOT EXISTS (SELECT FROM pay_item i WHERE i.request_id = r.id AND i.live) $$;
