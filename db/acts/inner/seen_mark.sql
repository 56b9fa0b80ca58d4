-- What names a state of the evidence: an approval repeats it, so that nothing is approved that was not on the page.
CREATE OR REPLACE FUNCTION rb.seen_mark(facts jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT left(encode(sha256(convert_to(facts::text, 'UTF8')), 'hex'), 16) $$;
