"""Lines of payment files that wait to be settled."""

SQL = """
SELECT 'files', '', sum(b.control_count - (SELECT count(*) FROM rb.batch_line k
    WHERE k.batch_id = b.id AND k.state = 'kept')), NULL::bigint, min(f.at),
  (array_agg(jsonb_build_array(f.id, f.name) ORDER BY f.at, f.id))[:4]
FROM rb.payment_file f JOIN rb.batch b ON b.id = f.batch_id
WHERE b.state = 'open' AND (b.holder = session_user OR rb.in_group('supervisor'))
HAVING count(*) > 0
"""
