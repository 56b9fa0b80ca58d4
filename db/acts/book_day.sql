-- The day of the book, for whoever reads it.
CREATE OR REPLACE FUNCTION rb.book_day() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$ SELECT (clock_timestamp() AT TIME ZONE 'Europe/London')::date $$;
GRANT EXECUTE ON FUNCTION rb.book_day() TO @operator@;
