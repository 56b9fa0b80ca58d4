-- What bank and cashbook were apart in the matches that a day rests on, within the cashbook's tolerance and posted: each by its match.
CREATE OR REPLACE FUNCTION rb.day_tolerated(whole bigint[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('what', 'match ' || m.id, 'day', (SELECT p.book_date FROM posting p WHERE p.entry_id = m.entry_id LIMIT 1), 'pence', m.apart_pence, 'reason', 'within-tolerance', 'owner', m.login,
      'words', entry_number(h.series, e.number) || ', at most ' || in_pounds(m.apart_within)) ORDER BY m.id), '[]')
  FROM unnest(whole) w (id) JOIN bank_match m ON m.id = w.id AND m.apart_pence <> 0 JOIN entry e ON e.id = m.entry_id JOIN chain h ON h.login = e.login $$;
