-- What a cashbook day's sheet hands on: where all proof began, what was brought forward from before, each entry that no bank line met by then ([entry, 0]), or what is left of it line by line.
-- open: as day_items has it
CREATE OR REPLACE FUNCTION rb.day_carries(origin date, brought bigint, open jsonb) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH o AS (SELECT x.entry AS e, x.line AS l FROM jsonb_to_recordset(open) x (entry bigint, line int) WHERE x.entry IS NOT NULL),
  item AS (SELECT DISTINCT o.e, CASE WHEN EXISTS (SELECT FROM bank_match_entry y WHERE y.live AND y.entry_id = o.e AND y.line > 0) THEN o.l ELSE 0 END AS l FROM o)
  SELECT jsonb_build_object('origin', origin, 'brought', brought, 'entries', (SELECT coalesce(jsonb_agg(jsonb_build_array(i.e, i.l) ORDER BY i.e, i.l), '[]') FROM item i)) $$;
