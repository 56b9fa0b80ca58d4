-- The matches of a cashbook that no standing sheet before the day rests on, each with whether it is whole by then: every line credited, every entry booked (what the cut-off brought forward stood before).
-- All of an entry's postings have one book date, so one of them tells it, however long the entry is.
CREATE OR REPLACE FUNCTION rb.cash_matches(c smallint, until date) RETURNS TABLE (match_id bigint, kind text, lines int, entries int, waits_for_line boolean, waits_for_entry boolean)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH m AS MATERIALIZED (
    SELECT x.id, x.kind, x.entry_id FROM bank_match x LEFT JOIN proof_sheet s ON s.id = x.sheet WHERE x.cashbook_id = c AND x.live AND (s.id IS NULL OR s.ended IS NOT NULL OR s.day >= until)),
  l AS (SELECT x.match_id, count(*) AS n, bool_or(b.day > until) AS late FROM m JOIN bank_match_line x ON x.match_id = m.id AND x.live JOIN bank_line b ON b.id = x.line_id GROUP BY x.match_id),
  held AS MATERIALIZED (SELECT x.match_id, x.entry_id FROM m JOIN bank_match_entry x ON x.match_id = m.id AND x.live),
  dated AS MATERIALIZED (
    SELECT d.entry_id, (SELECT p.book_date FROM posting p WHERE p.entry_id = d.entry_id LIMIT 1) > until AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = d.entry_id) AS late
    FROM (SELECT h.entry_id FROM held h UNION SELECT m.entry_id FROM m WHERE m.entry_id IS NOT NULL) d),
  e AS (SELECT h.match_id, count(*) AS n, bool_or(d.late) AS late FROM held h JOIN dated d USING (entry_id) GROUP BY h.match_id)
  SELECT m.id, m.kind, coalesce(l.n, 0)::int, coalesce(e.n, 0)::int, coalesce(l.late, false),
    CASE WHEN m.kind = 'lump' THEN true WHEN e.n IS NULL THEN coalesce(own.late, true) ELSE e.late END
  FROM m LEFT JOIN l ON l.match_id = m.id LEFT JOIN e ON e.match_id = m.id LEFT JOIN dated own ON own.entry_id = m.entry_id $$;
