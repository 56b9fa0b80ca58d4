-- What stands open in a cashbook at the end of a day, from where its proof begins: an entry's line, or a bank line, with the match it waits in; `done` is what a match holds that is whole by then.
-- whole, waiting: the matches that cash_sorted tells, read once for everything that is reckoned of the day.
CREATE OR REPLACE FUNCTION rb.cash_open(c smallint, until date, whole bigint[], waiting bigint[]) RETURNS TABLE (entry_id bigint, line int, bank_line bigint, day date, pence bigint, match_id bigint, done boolean)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE b record;
BEGIN
  b := cash_begin(c, until);
  RETURN QUERY
    WITH m AS MATERIALIZED (SELECT u.id, false AS waits FROM unnest(whole) u (id) UNION ALL SELECT u.id, true FROM unnest(waiting) u (id)),
    held AS MATERIALIZED (SELECT x.entry_id AS e, x.line AS l, m.id AS m, m.waits FROM bank_match_entry x JOIN m ON m.id = x.match_id WHERE x.live)
    SELECT e.entry_id, e.line, NULL::bigint, e.day, e.pence, coalesce(h.m, w.m), coalesce(NOT h.waits, NOT w.waits, false)
    FROM cash_entries(c, b.since, until, b.entries) e LEFT JOIN held h ON h.e = e.entry_id AND h.l = e.line LEFT JOIN held w ON w.e = e.entry_id AND w.l = 0
    UNION ALL
    SELECT NULL, NULL, l.id, l.day, l.pence, x.match_id, coalesce(NOT m.waits, false)
    FROM (SELECT k.id, k.day, k.pence FROM cash_lines(c, b.origin, b.since, until, b.sheet) k UNION SELECT k.id, k.day, k.pence FROM bank_line k WHERE k.id = ANY (b.lines)) l LEFT JOIN bank_match_line x ON x.line_id = l.id AND x.live LEFT JOIN m ON m.id = x.match_id;
END $$;
