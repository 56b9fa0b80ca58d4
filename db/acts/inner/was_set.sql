-- What stands now of what a request would change.
CREATE OR REPLACE FUNCTION rb.was_set(r rb.request) RETURNS jsonb
LANGUAGE sql AS $$
  SELECT CASE r.terms ->> 'sets'
    WHEN 'policy' THEN jsonb_build_object('was', (SELECT value FROM policy WHERE name = r.terms ->> 'name'))
    WHEN 'tolerance' THEN jsonb_build_object('was', (SELECT jsonb_build_object('tolerance_pence', c.tolerance_pence) FROM cashbook c WHERE c.code = r.terms ->> 'name'))
    WHEN 'limit' THEN jsonb_build_object('was', (SELECT jsonb_build_object('item_pence', l.per_item_pence, 'day_pence', l.per_day_pence) FROM limit_rule l WHERE (l.who, l.kind) = (r.terms ->> 'who', r.terms ->> 'kind')))
    WHEN 'operator' THEN jsonb_build_object('was', (SELECT jsonb_build_object('suspended', o.suspended, 'group', o.grp) FROM operator o WHERE o.login = r.terms ->> 'login'))
    ELSE '{}' END $$;
