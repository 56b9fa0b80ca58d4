-- What would be said of writing this account's debt off before anybody asks for it.
CREATE OR REPLACE FUNCTION rb.debt_facts(the_account bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('operator');
  RETURN write_off_facts(account_of_mine(the_account));
END $$;
GRANT EXECUTE ON FUNCTION rb.debt_facts(bigint) TO @operator@;
