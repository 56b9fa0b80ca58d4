-- Every seal links to the one before, and each head it sealed is still the hash of that entry.
CREATE OR REPLACE FUNCTION rb.proof_seals() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'seal', 'seal ' || s.id, CASE WHEN s.prev <> s.before THEN 'does not link to the seal before it' ELSE 'is not what was sealed' END
    FROM (SELECT x.*, lag(x.hash, 1, '\x00') OVER (ORDER BY x.id) AS before FROM seal x) s
    WHERE s.prev <> s.before OR s.hash <> sha256(s.prev || convert_to(s.heads::text, 'UTF8'));
  RETURN QUERY
    SELECT 'seal', format('seal %s, operator %s', s.id, h.key), format('sealed number %s is no longer what it was', h.value ->> 0)
    FROM seal s, jsonb_each(s.heads) h LEFT JOIN entry e ON e.login = h.key::name AND e.number = (h.value ->> 0)::int
    WHERE encode(e.hash, 'hex') IS DISTINCT FROM h.value ->> 1;
END $$;
