-- An operator exports its own landlords, which keep books apart; the keeper exports all.
CREATE OR REPLACE FUNCTION rb.whose_journal() RETURNS smallint[]
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM operator WHERE login = session_user) THEN my_landlords() ELSE (SELECT array_agg(id) FROM landlord) END $$;
