-- A17-000123: the operator's series and the entry's number in it.
CREATE OR REPLACE FUNCTION rb.entry_number(series text, number int) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT series || '-' || CASE WHEN number < 1000000 THEN lpad(number::text, 6, '0') ELSE number::text END $$;
GRANT EXECUTE ON FUNCTION rb.entry_number(text, int) TO @operator@;
