-- Every file against its batch: what its live lines come to is the control, each line stands in the batch as the file said it, and what the clearing was debited is what the file nets.
CREATE OR REPLACE FUNCTION rb.proof_files() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'file', 'file ' || f.id, format('its lines come to %s, the file said %s', in_pounds(l.pence), in_pounds(f.net_pence)) FROM payment_file f
      CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN x.debit THEN -x.pence ELSE x.pence END), 0)::bigint AS pence FROM file_line x WHERE x.file_id = f.id) l WHERE l.pence <> f.net_pence;
  RETURN QUERY
    SELECT 'file', 'file ' || f.id, format('%s lines of %s are live, its batch %s has the control %s of %s', l.lines, in_pounds(l.pence), b.id, b.control_count, in_pounds(b.control_pence)) FROM payment_file f JOIN batch b ON b.id = f.batch_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN x.debit THEN -x.pence ELSE x.pence END), 0)::bigint AS pence, count(*)::int AS lines FROM file_line x WHERE x.file_id = f.id AND x.outcome <> 'duplicate') l
      WHERE (l.pence, l.lines) IS DISTINCT FROM (b.control_pence, b.control_count);
  RETURN QUERY
    SELECT 'file', format('file %s, line %s', f.id, l.item), CASE WHEN k.line IS NULL THEN 'posted without its line' ELSE 'stands in the batch other than the file says' END
      FROM payment_file f JOIN batch b ON b.id = f.batch_id AND b.state = 'posted' JOIN file_line l ON l.file_id = f.id AND l.outcome <> 'duplicate' LEFT JOIN batch_line k ON (k.batch_id, k.line) = (b.id, l.item) AND k.state = 'kept'
      WHERE k.line IS NULL OR (k.pence, k.debit, k.effective_date::date) IS DISTINCT FROM (l.pence, l.debit, l.day::date);
  RETURN QUERY
    SELECT 'file', 'file ' || f.id, CASE WHEN f.live THEN 'counts as live, but its batch is not' ELSE 'counts as ended, but its batch stands' END
      FROM payment_file f JOIN batch b ON b.id = f.batch_id
      WHERE f.live <> (b.state <> 'abandoned' AND NOT EXISTS (SELECT FROM reversal r WHERE r.original_entry = b.entry_id AND NOT EXISTS (SELECT FROM returned_money k WHERE k.entry_id = r.entry_id)));
END $$;
