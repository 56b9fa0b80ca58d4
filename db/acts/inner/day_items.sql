-- The items of a cashbook day by which bank and cashbook differ: timing, explained, unexplained; bank + all their pence = cashbook.
-- An entry none of whose lines was met stands whole; one met in part, line by line.
-- open: what of cash_open is not done, [{entry, line, bank_line, day, pence, match}]; brought: what was brought forward from before the origin and is not met yet
CREATE OR REPLACE FUNCTION rb.day_items(origin date, brought bigint, open jsonb) RETURNS TABLE (part text, item jsonb, pence bigint)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH o AS MATERIALIZED (SELECT x.entry AS entry_id, x.line, x.bank_line, x.day, x.pence, x.match AS match_id FROM jsonb_to_recordset(open) x (entry bigint, line int, bank_line bigint, day date, pence bigint, match bigint)),
    book AS (
      SELECT o.*, x.reason, x.owner, x.words, x.id AS told, bool_or(x.line > 0) OVER e OR EXISTS (SELECT FROM bank_match_entry y WHERE y.live AND y.entry_id = o.entry_id AND y.line > 0) AS apart
      FROM o LEFT JOIN bank_explained x ON x.entry_id = o.entry_id AND x.line IN (0, o.line) AND x.live WHERE o.entry_id IS NOT NULL WINDOW e AS (PARTITION BY o.entry_id)),
    whole AS (
      SELECT b.entry_id, CASE WHEN b.apart THEN b.line ELSE 0 END AS line, min(b.day) AS day, sum(b.pence)::bigint AS pence, max(b.reason) AS reason, max(b.owner::text) AS owner, max(b.words::text) AS words
      FROM book b GROUP BY b.entry_id, 2 HAVING sum(b.pence) <> 0),
    lines AS (
      SELECT o.bank_line, o.day, o.pence, m.id AS match_id, m.kind, m.login, x.reason, x.owner, x.words,
        (SELECT r.batch_id FROM bank_receipt r WHERE r.line_id = o.bank_line AND r.live AND m.id IS NULL) AS in_batch
      FROM o LEFT JOIN bank_match m ON m.id = o.match_id LEFT JOIN bank_explained x ON x.line_id = o.bank_line AND x.live WHERE o.bank_line IS NOT NULL)
    SELECT 'timing', jsonb_build_object('entry', w.entry_id, 'entry_line', w.line, 'what', entry_words(w.entry_id, w.line), 'day', w.day, 'pence', w.pence,
      'reason', coalesce(w.reason, CASE WHEN w.pence > 0 THEN 'not-credited' ELSE 'not-presented' END), 'owner', coalesce(w.owner, (SELECT coalesce(b.holder, e.login) FROM entry e LEFT JOIN batch b ON b.id = e.batch_id WHERE e.id = w.entry_id)), 'words', coalesce(w.words, '')), w.pence
    FROM whole w
    UNION ALL
    SELECT CASE WHEN l.reason IS NOT NULL OR l.kind IS NOT NULL THEN 'explained' ELSE 'unexplained' END,
      jsonb_build_object('line', l.bank_line, 'what', 'bank line ' || l.bank_line, 'day', l.day, 'pence', -l.pence,
        'reason', coalesce(l.reason, CASE WHEN l.kind = 'lump' THEN 'no-schedule' WHEN l.kind IS NULL THEN 'no-entry' ELSE 'entered-later' END),
        'owner', coalesce(l.owner::text, l.login::text, ''), 'words', coalesce(l.words::text, CASE WHEN l.in_batch IS NOT NULL THEN 'in batch ' || l.in_batch || ', not posted' WHEN l.match_id IS NOT NULL THEN 'match ' || l.match_id ELSE '' END)), -l.pence
    FROM lines l
    UNION ALL
    SELECT 'explained', jsonb_build_object('what', 'before ' || origin + 1, 'day', origin, 'pence', brought, 'reason', 'brought-forward', 'owner', '', 'words', 'the cashbook''s entries of before less the balance the bank began with'), brought
    WHERE brought <> 0;
END $$;
