-- What a keyed line shows of its account, read when it is kept; of restricted people the reference alone unless revealed.
CREATE OR REPLACE FUNCTION rb.account_words(the_account bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT jsonb_build_object('account', a.id, 'reference', a.ref, 'kind', a.kind, 'status', a.status, 'deceased', a.deceased, 'restricted', a.restricted,
    'balance_pence', (SELECT pence FROM balance WHERE account_id = a.id),
    'names', CASE WHEN seen THEN (SELECT jsonb_agg(c.name ORDER BY n.position) FROM tenant n JOIN customer c ON c.id = n.customer_id WHERE n.tenancy_id = t.id AND n.ended IS NULL) END,
    'address', CASE WHEN seen AND NOT coalesce(hidden, false) THEN p.address END, 'postcode', CASE WHEN seen AND NOT coalesce(hidden, false) THEN p.postcode END)
  FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id LEFT JOIN property p ON p.id = t.property_id,
    LATERAL (SELECT NOT a.restricted AND NOT coalesce(t.restricted, false) OR EXISTS (SELECT FROM revealed r WHERE r.tenancy_id = t.id) AS seen,
      p.restricted AND NOT EXISTS (SELECT FROM tenancy o JOIN revealed r ON r.tenancy_id = o.id WHERE o.property_id = p.id) AS hidden) s
  WHERE a.id = the_account $$;
