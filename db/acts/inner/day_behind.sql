-- What a cashbook day rests on: batches with who keyed and posted them, payment files, bank statements with who loaded them.
CREATE OR REPLACE FUNCTION rb.day_behind(c smallint, since date, until date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT coalesce(jsonb_agg(x.told ORDER BY x.place, x.id), '[]') FROM (
    SELECT 1 AS place, b.id, jsonb_build_object('kind', 'batch', 'number', b.id::text, 'what', s.code || ', ' || entry_number(h.series, e.number), 'count', e.lines, 'pence', b.control_pence,
      'who', 'keyed by ' || (SELECT string_agg(DISTINCT m, ', ' ORDER BY m) FROM batch_line l, unnest(l.makers::text[]) m WHERE l.batch_id = b.id) || ', posted by ' || e.login) AS told
    FROM batch b JOIN entry e ON e.id = b.entry_id JOIN chain h ON h.login = e.login JOIN stream s ON s.id = b.stream_id
    WHERE b.cashbook_id = c AND b.state = 'posted' AND b.book_date > since AND b.book_date <= until
    UNION ALL
    SELECT 2, f.id, jsonb_build_object('kind', 'file', 'number', f.id::text, 'what', f.name, 'count', 0, 'pence', f.net_pence, 'who', 'loaded by ' || f.login)
    FROM payment_file f JOIN batch b ON b.id = f.batch_id WHERE b.cashbook_id = c AND b.state = 'posted' AND b.book_date > since AND b.book_date <= until
    UNION ALL
    SELECT 3, t.id, jsonb_build_object('kind', 'statement', 'number', t.id::text, 'what', t.name, 'count', (SELECT count(*) FROM bank_statement_line i WHERE i.statement_id = t.id), 'pence', t.closing_pence, 'who', 'loaded by ' || t.login)
    FROM bank_statement t WHERE t.cashbook_id = c AND t.to_day > since AND coalesce(t.from_day, t.to_day) <= until) x $$;
