-- The accounts a person answers for, each until they left its tenancy.
CREATE OR REPLACE FUNCTION rb.subject_accounts(the_customer bigint) RETURNS TABLE (account_id bigint, tenancy_id bigint, until date)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT a.id, a.tenancy_id, max(coalesce(n.ended::date, date 'infinity')) FROM tenant n JOIN account a ON a.tenancy_id = n.tenancy_id WHERE n.customer_id = the_customer GROUP BY a.id, a.tenancy_id $$;
