-- The id of a transaction code that a posting of ours needs.
CREATE OR REPLACE FUNCTION rb.code_of(the_code text) RETURNS smallint
LANGUAGE plpgsql STABLE AS $$
DECLARE c smallint;
BEGIN
  SELECT id INTO c FROM txn_code WHERE code = the_code;
  IF c IS NULL THEN PERFORM refuse('unknown_code', format('the book has no code %s: run setup', the_code), to_jsonb(the_code)); END IF;
  RETURN c;
END $$;
