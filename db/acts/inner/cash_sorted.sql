-- The matches of a cashbook that no standing sheet before the day rests on: whole by the end of the day (every line credited, every entry booked; what the cut-off brought forward stood before), or waiting for what comes later.
-- That sheet hands on which matches were none's (`mark`, `waits_on`), so that no history is read. Only what is late is looked for. All of an entry's postings have one book date, so one of them tells it, however long the entry is.
CREATE OR REPLACE FUNCTION rb.cash_sorted(c smallint, until date, mark bigint, waits_on bigint[], OUT whole bigint[], OUT waiting bigint[])
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH m AS MATERIALIZED (
    SELECT x.id, x.kind, x.entry_id FROM (SELECT * FROM bank_match n WHERE n.id > mark UNION ALL SELECT * FROM bank_match o WHERE o.id = ANY (waits_on) AND o.id <= mark) x LEFT JOIN proof_sheet s ON s.id = x.sheet
    WHERE x.cashbook_id = c AND x.live AND (s.id IS NULL OR s.ended IS NOT NULL OR s.day >= until)),
  held AS MATERIALIZED (SELECT x.match_id, x.entry_id FROM m JOIN bank_match_entry x ON x.match_id = m.id AND x.live),
  late AS MATERIALIZED (
    SELECT d.entry_id FROM (SELECT h.entry_id FROM held h UNION SELECT m.entry_id FROM m WHERE m.entry_id IS NOT NULL) d
    WHERE (SELECT p.book_date FROM posting p WHERE p.entry_id = d.entry_id LIMIT 1) > until AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = d.entry_id)),
  waits AS MATERIALIZED (
    SELECT m.id FROM m WHERE m.kind = 'lump'
    UNION SELECT x.match_id FROM bank_line b JOIN bank_match_line x ON x.line_id = b.id AND x.live WHERE b.cashbook_id = c AND b.day > until
    UNION SELECT h.match_id FROM held h WHERE h.entry_id IN (SELECT l.entry_id FROM late l)
    UNION SELECT m.id FROM m WHERE NOT EXISTS (SELECT FROM held h WHERE h.match_id = m.id) AND (m.entry_id IS NULL OR m.entry_id IN (SELECT l.entry_id FROM late l)))
  SELECT coalesce(array_agg(m.id) FILTER (WHERE w.id IS NULL), '{}'), coalesce(array_agg(m.id) FILTER (WHERE w.id IS NOT NULL), '{}') FROM m LEFT JOIN waits w ON w.id = m.id $$;
