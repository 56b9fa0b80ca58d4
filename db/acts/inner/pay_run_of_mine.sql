-- A pay run of one of this operator's landlords, locked; or no.
CREATE OR REPLACE FUNCTION rb.pay_run_of_mine(the_run bigint) RETURNS rb.pay_run
LANGUAGE plpgsql AS $$
DECLARE p pay_run;
BEGIN
  SELECT * INTO p FROM pay_run x WHERE x.id = the_run AND x.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('unknown_run', format('there is no pay run %s: rentbook pay list shows them', the_run), to_jsonb(the_run)); END IF;
  RETURN p;
END $$;
