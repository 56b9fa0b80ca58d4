-- The most this operator may approve of a kind in one item; null where it may approve none.
CREATE OR REPLACE FUNCTION rb.my_limit(the_kind text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$ SELECT item FROM limit_of(session_user, the_kind) $$;
GRANT EXECUTE ON FUNCTION rb.my_limit(text) TO @operator@;
