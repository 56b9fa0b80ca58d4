-- Every chain's number and head hashed under the whole gate, so that nobody posts meanwhile; linked to the seal before.
CREATE OR REPLACE FUNCTION rb.seal(the_reason text) RETURNS rb.seal
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
DECLARE s seal; heads jsonb; before bytea;
BEGIN
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('night'); END IF;
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  SELECT jsonb_object_agg(login, jsonb_build_array(number, encode(head, 'hex'))) INTO heads FROM chain WHERE number > 0;
  SELECT hash INTO before FROM rb.seal ORDER BY id DESC LIMIT 1;
  INSERT INTO rb.seal (why, heads, prev, hash) VALUES (the_reason, coalesce(heads, '{}'), coalesce(before, '\x00'), sha256(coalesce(before, '\x00') || convert_to(coalesce(heads, '{}')::text, 'UTF8'))) RETURNING * INTO s;
  RETURN s;
END $$;
GRANT EXECUTE ON FUNCTION rb.seal(text) TO @night@;
