-- The person themselves: their names, birth and contacts.
CREATE OR REPLACE FUNCTION rb.blank_person(the_customer bigint) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  UPDATE customer SET name = 'Erased ' || id, born = NULL, deceased = NULL, erased_at = clock_timestamp() WHERE id = the_customer;
  DELETE FROM former_name WHERE customer_id = the_customer;
  DELETE FROM contact WHERE customer_id = the_customer;
END $$;
