-- The matches of a cashbook that no standing sheet before the day rests on, each with whether it is whole by then: every line credited, every entry booked (what the cut-off brought forward stood before).
CREATE OR REPLACE FUNCTION rb.cash_matches(c smallint, until date) RETURNS TABLE (match_id bigint, kind text, lines int, entries int, waits_for_line boolean, waits_for_entry boolean)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT m.id, m.kind, coalesce(l.n, 0)::int, coalesce(e.n, 0)::int, coalesce(l.late, false),
    CASE WHEN m.kind = 'lump' THEN true WHEN e.n IS NULL THEN m.entry_id IS NULL OR (SELECT p.book_date FROM posting p WHERE p.entry_id = m.entry_id LIMIT 1) > until ELSE e.late END
  FROM bank_match m
    LEFT JOIN LATERAL (SELECT count(*) AS n, bool_or(b.day > until) AS late FROM bank_match_line x JOIN bank_line b ON b.id = x.line_id WHERE x.match_id = m.id AND x.live HAVING count(*) > 0) l ON true
    LEFT JOIN LATERAL (SELECT count(*) AS n, bool_or((SELECT p.book_date FROM posting p WHERE p.entry_id = x.entry_id LIMIT 1) > until AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = x.entry_id)) AS late FROM bank_match_entry x WHERE x.match_id = m.id AND x.live HAVING count(*) > 0) e ON true
  WHERE m.cashbook_id = c AND m.live AND NOT EXISTS (SELECT FROM proof_sheet s WHERE s.id = m.sheet AND s.ended IS NULL AND s.day < until) $$;
