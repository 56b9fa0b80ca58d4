-- Every chain sealed under the whole gate, so that nobody posts meanwhile.
CREATE OR REPLACE FUNCTION rb.seal(the_reason text) RETURNS rb.seal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
BEGIN
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('night'); END IF;
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  RETURN take_seal(the_reason);
END $$;
GRANT EXECUTE ON FUNCTION rb.seal(text) TO @night@;
