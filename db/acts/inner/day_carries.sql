-- What a cashbook day's sheet hands on: where all proof began, what was brought forward from before, each entry that no bank line met by then ([entry, 0]), or what is left of it line by line.
CREATE OR REPLACE FUNCTION rb.day_carries(c smallint, until date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH open AS (SELECT o.entry_id AS e, o.line AS l FROM cash_open(c, until) o WHERE o.entry_id IS NOT NULL AND NOT o.done),
  item AS (SELECT DISTINCT o.e, CASE WHEN EXISTS (SELECT FROM bank_match_entry y WHERE y.live AND y.entry_id = o.e AND y.line > 0) THEN o.l ELSE 0 END AS l FROM open o)
  SELECT jsonb_build_object('origin', b.origin, 'brought', b.brought + cash_brought(c, b.origin, until), 'entries', (SELECT coalesce(jsonb_agg(jsonb_build_array(i.e, i.l) ORDER BY i.e, i.l), '[]') FROM item i)) FROM cash_begin(c, until) b $$;
