-- Pence in words for people: 1,204.75, arrears positive.
CREATE OR REPLACE FUNCTION rb.in_pounds(pence numeric) RETURNS text
LANGUAGE sql STABLE AS $$ SELECT coalesce(to_char($1 / 100, 'FM999,999,999,999,990.00'), 'nothing') $$;
