-- What a fed row says of its people in these parts, blank ends left out, so that two feeds can be compared.
CREATE OR REPLACE FUNCTION rb.people_said(fed jsonb, parts text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = rb, pg_temp AS $$
  SELECT rtrim(string_agg((SELECT string_agg(coalesce(p ->> k, ''), chr(31)) FROM unnest(parts) k), chr(30) ORDER BY n), chr(30) || chr(31))
  FROM jsonb_array_elements(fed -> 'people') WITH ORDINALITY x (p, n) $$;
