-- Whether this is somebody's own embedded book, where nobody else is there to countersign; a demo has its made-up colleagues.
CREATE OR REPLACE FUNCTION rb.single_operator() RETURNS boolean
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$ SELECT mode = 'embedded' AND kind = 'live' FROM book $$;
