-- What would be said of a refund of this account's credit before anybody asks for one.
CREATE OR REPLACE FUNCTION rb.credit_facts(the_account bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('operator');
  RETURN refund_facts(account_of_mine(the_account));
END $$;
GRANT EXECUTE ON FUNCTION rb.credit_facts(bigint) TO @operator@;
