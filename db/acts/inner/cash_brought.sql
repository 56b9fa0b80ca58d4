-- How what was brought forward has changed by matches that no standing sheet before the day rests on: an entry of before the origin that the bank showed after it, a bank line of before that was entered after.
CREATE OR REPLACE FUNCTION rb.cash_brought(c smallint, origin date, until date) RETURNS bigint
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH m AS MATERIALIZED (SELECT x.match_id AS id FROM cash_matches(c, until) x WHERE NOT x.waits_for_line AND NOT x.waits_for_entry)
  SELECT (SELECT coalesce(sum(l.pence), 0) FROM m JOIN bank_match_line x ON x.match_id = m.id AND x.live JOIN bank_line l ON l.id = x.line_id AND l.day <= origin)::bigint
    - (SELECT coalesce(sum(x.pence), 0) FROM m JOIN bank_match_entry x ON x.match_id = m.id AND x.live
      WHERE (SELECT p.book_date FROM posting p WHERE p.entry_id = x.entry_id LIMIT 1) <= origin AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = x.entry_id))::bigint $$;
