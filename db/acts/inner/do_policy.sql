-- The policy, limit or lending that two people agreed on.
CREATE OR REPLACE FUNCTION rb.do_policy(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  CASE r.terms ->> 'sets'
    WHEN 'policy' THEN UPDATE policy SET value = r.terms -> 'value' WHERE name = r.terms ->> 'name';
    WHEN 'tolerance' THEN UPDATE cashbook SET tolerance_pence = (r.terms ->> 'tolerance_pence')::bigint WHERE code = r.terms ->> 'name';
    WHEN 'limit' THEN INSERT INTO limit_rule VALUES (r.terms ->> 'who', r.terms ->> 'kind', (r.terms ->> 'item_pence')::bigint, (r.terms ->> 'day_pence')::bigint)
      ON CONFLICT (who, kind) DO UPDATE SET (per_item_pence, per_day_pence) = (EXCLUDED.per_item_pence, EXCLUDED.per_day_pence);
    ELSE INSERT INTO limit_delegation VALUES (r.terms ->> 'giver', r.terms ->> 'taker', (r.terms ->> 'first')::date, (r.terms ->> 'last')::date, r.id);
  END CASE;
  UPDATE request SET state = 'done' WHERE id = r.id;
  RETURN NULL;
END $$;
