"""For supervisors: what is approved and not paid, and the runs that wait to be confirmed."""

SQL = """
SELECT 'to_pay', '', count(*), sum(r.pence)::bigint, min(r.at), NULL::jsonb[]
FROM rb.request r WHERE r.state = 'approved' AND r.pays_to IS NOT NULL AND r.entry_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM rb.pay_item i WHERE i.request_id = r.id AND i.live)
  AND rb.in_group('supervisor')
HAVING count(*) > 0
UNION ALL
SELECT 'pay_runs', '', count(*), sum(p.pence)::bigint, min(p.at),
  (array_agg(jsonb_build_array(p.id, 'pay run ' || p.id) ORDER BY p.id))[:4]
FROM rb.pay_run p WHERE p.state = 'made' AND rb.in_group('supervisor')
HAVING count(*) > 0
"""
