-- Tells every finder that these accounts changed (or must vanish): one generation up, in the same transaction.
CREATE OR REPLACE FUNCTION rb.found_anew(accounts bigint[], is_gone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE g bigint;
BEGIN
  IF cardinality(accounts) = 0 THEN RETURN; END IF;
  UPDATE finder_state SET generation = generation + 1 RETURNING generation INTO g;
  IF cardinality(accounts) > 5000 AND NOT is_gone THEN
    UPDATE finder_state SET rebuilt = generation;
  ELSE
    INSERT INTO finder_change (generation, account_id, gone) SELECT g, a, is_gone FROM (SELECT DISTINCT unnest(accounts)) x (a);
  END IF;
END $$;
