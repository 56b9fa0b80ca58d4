-- How what was brought forward has changed by matches that no standing sheet before the day rests on (`whole`): an entry of before the origin that the bank showed after it, a bank line of before that was entered after.
CREATE OR REPLACE FUNCTION rb.cash_brought(c smallint, origin date, whole bigint[]) RETURNS bigint
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH m AS MATERIALIZED (SELECT u.id FROM unnest(whole) u (id)),
  held AS MATERIALIZED (SELECT x.entry_id, sum(x.pence) AS pence FROM m JOIN bank_match_entry x ON x.match_id = m.id AND x.live GROUP BY x.entry_id)
  SELECT (SELECT coalesce(sum(l.pence), 0) FROM m JOIN bank_match_line x ON x.match_id = m.id AND x.live JOIN bank_line l ON l.id = x.line_id AND l.day <= origin)::bigint
    - (SELECT coalesce(sum(h.pence), 0) FROM held h
      WHERE (SELECT p.book_date FROM posting p WHERE p.entry_id = h.entry_id LIMIT 1) <= origin AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = h.entry_id))::bigint $$;
