-- Entries of a cashbook that no bank line has met by the end of a day, to be matched: whole, or line by line where the bank shows each receipt by itself.
-- Where nobody stated a cut-off, those of the last days before the first statement may still be met for a while.
CREATE OR REPLACE FUNCTION rb.open_entries(named text, the_day date, opened bigint[] DEFAULT '{}') RETURNS TABLE (entry_id bigint, line int, day date, pence bigint, stream text, batch bigint, number text, login text, reason text, owner text, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE c cashbook; b record; m record;
BEGIN
  PERFORM need_group('operator');
  c := my_cashbook(named); b := cash_begin(c.id, the_day); m := cash_sorted(c.id, the_day, b.mark, b.waiting);
  RETURN QUERY
    WITH o AS MATERIALIZED (
      SELECT x.entry_id, x.line, x.day, x.pence FROM cash_open(c.id, the_day, m.whole, m.waiting) x WHERE x.entry_id IS NOT NULL AND NOT x.done AND x.match_id IS NULL
      UNION ALL
      SELECT e.entry_id, e.line, e.day, e.pence FROM cash_entries(c.id, b.origin - 5, b.origin, '[]') e
      WHERE the_day <= b.origin + 14 AND NOT EXISTS (SELECT FROM cashbook_opening k WHERE k.cashbook_id = c.id) AND EXISTS (SELECT FROM bank_statement t WHERE t.cashbook_id = c.id)
        AND NOT EXISTS (SELECT FROM bank_match_entry x WHERE x.live AND x.entry_id = e.entry_id AND x.line IN (0, e.line))),
    told AS (
      SELECT o.*, t.batch_id, k.code AS stream_code, coalesce(k.code IN ('standing-order', 'bank'), true) OR o.entry_id = ANY (opened) OR EXISTS (SELECT FROM bank_match_entry x WHERE x.live AND x.entry_id = o.entry_id) AS apart
      FROM o JOIN entry t ON t.id = o.entry_id LEFT JOIN batch z ON z.id = t.batch_id
        LEFT JOIN LATERAL (SELECT s.code FROM stream s WHERE s.id = z.stream_id OR t.kind = 'history' AND z.id IS NULL AND s.code_id = (SELECT p.code_id FROM posting p WHERE (p.entry_id, p.line, p.part) = (o.entry_id, o.line, 1)) ORDER BY s.id LIMIT 1) k ON true),
    items AS (
      SELECT t.entry_id, CASE WHEN t.apart THEN t.line ELSE 0 END AS line, min(t.day)::date AS day, sum(t.pence)::bigint AS pence, t.stream_code, t.batch_id FROM told t GROUP BY t.entry_id, 2, t.stream_code, t.batch_id HAVING sum(t.pence) <> 0)
    SELECT i.entry_id, i.line, i.day, i.pence, coalesce(i.stream_code, e.kind), i.batch_id, entry_number(h.series, e.number) || CASE WHEN i.line > 0 THEN '.' || i.line ELSE '' END, e.login::text, x.reason, x.owner::text, x.words::text
    FROM items i JOIN entry e ON e.id = i.entry_id JOIN chain h ON h.login = e.login LEFT JOIN bank_explained x ON x.entry_id = i.entry_id AND x.line = i.line AND x.live
    ORDER BY i.day, i.entry_id, i.line;
END $$;
GRANT EXECUTE ON FUNCTION rb.open_entries(text, date, bigint[]) TO @operator@;
