-- Every chain's number and head hashed under the gate that the caller holds, linked to the seal before.
CREATE OR REPLACE FUNCTION rb.take_seal(the_reason text) RETURNS rb.seal
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE s seal; heads jsonb; before bytea;
BEGIN
  SELECT jsonb_object_agg(login, jsonb_build_array(number, encode(head, 'hex'))) INTO heads FROM chain WHERE number > 0;
  SELECT hash INTO before FROM seal ORDER BY id DESC LIMIT 1;
  INSERT INTO seal (why, heads, prev, hash) VALUES (the_reason, coalesce(heads, '{}'), coalesce(before, '\x00'), sha256(coalesce(before, '\x00') || convert_to(coalesce(heads, '{}')::text, 'UTF8'))) RETURNING * INTO s;
  RETURN s;
END $$;
