-- The next journal for the finance system: every entry since the last one, told by two sets of heads; the gate is taken whole for as long as reading them takes.
CREATE OR REPLACE FUNCTION rb.export_finance(the_key text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
DECLARE done jsonb; last finance_export; heads jsonb; told record;
BEGIN
  PERFORM need_group('supervisor');
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  done := begin_act('export_finance', the_key, '{}', 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF NOT has_every_landlord() THEN PERFORM refuse('not_permitted', 'the journal is of every landlord: somebody who sees them all exports it'); END IF;
  SELECT * INTO last FROM finance_export ORDER BY number DESC LIMIT 1;
  SELECT coalesce(jsonb_object_agg(c.login, c.number), '{}') INTO heads FROM chain c WHERE c.number > 0;
  SELECT coalesce(sum((SELECT count(*) FROM posting p WHERE p.entry_id = e.id)), 0) AS postings, coalesce(sum(e.pence), 0) AS pence INTO told
    FROM entry e WHERE e.number > coalesce((last.heads ->> e.login::text)::int, 0) AND e.number <= (heads ->> e.login::text)::int;
  IF told.postings = 0 THEN PERFORM refuse('nothing_new', 'nothing was posted since the last export: --again N writes an earlier one again', to_jsonb(last.number)); END IF;
  INSERT INTO finance_export (number, after_heads, heads, postings, pence) VALUES (coalesce(last.number, 0) + 1, coalesce(last.heads, '{}'), heads, told.postings, told.pence) RETURNING * INTO last;
  RETURN end_act('export_finance', the_key, jsonb_build_object('export', last.number, 'postings', last.postings, 'total_pence', last.pence), 'export ' || last.number);
END $$;
GRANT EXECUTE ON FUNCTION rb.export_finance(text) TO @supervisor@;
