-- What stands open in a cashbook at the end of a day, from where its proof begins: an entry's line, or a bank line, with the match it waits in.
-- `before` marks entries of before the cut-off that a bank line after it met: they were brought forward, though nobody said so.
CREATE OR REPLACE FUNCTION rb.cash_open(c smallint, until date) RETURNS TABLE (entry_id bigint, line int, bank_line bigint, day date, pence bigint, match_id bigint, done boolean, before boolean)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE b record; met bigint[];
BEGIN
  b := cash_begin(c, until);
  SELECT coalesce(array_agg(DISTINCT x.entry_id), '{}') INTO met FROM cash_matches(c, until) m JOIN bank_match_entry x ON x.match_id = m.match_id AND x.live WHERE m.lines > 0;
  RETURN QUERY
    WITH m AS MATERIALIZED (SELECT x.match_id, x.waits_for_line OR x.waits_for_entry AS waits FROM cash_matches(c, until) x),
    held AS (SELECT x.entry_id AS e, x.line AS l, x.match_id AS m FROM bank_match_entry x JOIN m ON m.match_id = x.match_id WHERE x.live),
    own AS (
      SELECT x.entry_id AS e, x.id AS m, true AS done FROM bank_match x WHERE x.cashbook_id = c AND x.live AND x.entry_id IS NOT NULL
      UNION ALL SELECT each.e, x.id, true FROM bank_match x, unnest(ARRAY[x.entry_id, x.undo_entry]) each (e)
        WHERE x.cashbook_id = c AND NOT x.live AND x.entry_id IS NOT NULL AND (SELECT min(p.book_date) FROM posting p WHERE p.entry_id = x.undo_entry) <= until)
    SELECT e.entry_id, e.line, NULL::bigint, e.day, e.pence, coalesce(h.m, o.m), coalesce(NOT (SELECT m.waits FROM m WHERE m.match_id = h.m), o.done, false) , e.day <= b.since AND NOT e.entry_id = ANY (b.entries)
    FROM cash_entries(c, b.since, until, b.entries || met) e
      LEFT JOIN held h ON h.e = e.entry_id AND h.l IN (0, e.line)
      LEFT JOIN own o ON o.e = e.entry_id AND h.m IS NULL
    WHERE NOT EXISTS (SELECT FROM bank_match_entry x JOIN bank_match k ON k.id = x.match_id JOIN proof_sheet s ON s.id = k.sheet AND s.ended IS NULL AND s.day < until WHERE x.live AND x.entry_id = e.entry_id AND x.line IN (0, e.line))
      AND (e.day > b.since OR e.entry_id = ANY (b.entries) OR h.m IS NOT NULL)
    UNION ALL
    SELECT NULL, NULL, l.id, l.day, l.pence, x.match_id, coalesce(NOT m.waits, false), false
    FROM (SELECT k.id, k.day, k.pence FROM cash_lines(c, b.since, until, b.sheet) k UNION SELECT k.id, k.day, k.pence FROM bank_line k WHERE k.id = ANY (b.lines)) l LEFT JOIN bank_match_line x ON x.line_id = l.id AND x.live LEFT JOIN m ON m.match_id = x.match_id;
END $$;
