-- The landlord's calendar day, whatever the session's time zone says.
CREATE OR REPLACE FUNCTION rb.today() RETURNS date
LANGUAGE sql VOLATILE AS $$ SELECT (clock_timestamp() AT TIME ZONE 'Europe/London')::date $$;
