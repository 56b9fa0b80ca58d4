-- What a bank's narrative is known by: its letters and digits alone.
CREATE OR REPLACE FUNCTION rb.bank_print(narrative text) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(convert_to(btrim(regexp_replace(upper(narrative COLLATE "C"), '[^A-Z0-9]+', ' ', 'g')), 'UTF8')) $$;
