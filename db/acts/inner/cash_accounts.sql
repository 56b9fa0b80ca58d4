-- A cashbook's bank account and its clearings, whose balances together are the cashbook's.
CREATE OR REPLACE FUNCTION rb.cash_accounts(c smallint) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(id) FROM rb.account WHERE status = 'control' AND cashbook_id = c AND kind IN ('bank', 'card-clearing', 'hb-clearing', 'uc-clearing', 'dd-clearing') $$;
