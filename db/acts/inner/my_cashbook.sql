-- The cashbook of that code, of a landlord of this operator's; or why not.
CREATE OR REPLACE FUNCTION rb.my_cashbook(the_code text) RETURNS rb.cashbook
LANGUAGE plpgsql STABLE AS $$
DECLARE c cashbook;
BEGIN
  SELECT * INTO c FROM cashbook x WHERE x.code = the_code AND x.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_cashbook', format('there is no cashbook %s of yours: rentbook setup --show lists them', coalesce(the_code, '')), to_jsonb(the_code)); END IF;
  RETURN c;
END $$;
