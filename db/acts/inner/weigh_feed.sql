-- What a staged feed would do, row by row into feed_mark: new, changed (which fields), ended; and everything that speaks against it.
-- doc: load, lines, digest (hex of sha256 over the rows' sha256), update, control_pence. Hash joins only: nobody has counted what has just arrived.
CREATE OR REPLACE FUNCTION rb.weigh_feed(doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = off SET work_mem = '64MB' AS $$
DECLARE the_load uuid := (doc ->> 'load')::uuid; got record; mine smallint[] := my_landlords(); stranger text;
BEGIN
  LOCK TABLE feed_row IN SHARE ROW EXCLUSIVE MODE;
  PERFORM clear_feed();
  SELECT count(*) AS lines, encode(sha256(coalesce(string_agg(sha256(convert_to(fed, 'UTF8')), '' ORDER BY line), '')), 'hex') AS digest
    INTO got FROM stage_feed WHERE load = the_load AND maker = session_user;
  IF (got.lines, got.digest) IS DISTINCT FROM ((doc ->> 'lines')::bigint, doc ->> 'digest') THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the feed again'); END IF;
  INSERT INTO feed_row (line, fed, landlord_id) SELECT s.line, s.fed, l.id
    FROM (SELECT line, fed::jsonb AS fed FROM stage_feed WHERE load = the_load AND maker = session_user OFFSET 0) s LEFT JOIN landlord l ON l.code = s.fed ->> 'landlord' AND l.id = ANY (mine);
  SELECT fed ->> 'landlord' INTO stranger FROM feed_row WHERE landlord_id IS NULL LIMIT 1;
  IF FOUND THEN PERFORM refuse('unknown_landlord', format('landlord %s is not one of yours: leave its rows out', stranger), to_jsonb(stranger)); END IF;
  ANALYZE feed_row;
  INSERT INTO feed_mark (line, landlord_id, tenancy_id, account_id, is_new, turns, fields, opening)
    SELECT r.line, r.landlord_id, t.id, a.id, t.id IS NULL,
      CASE WHEN t.erased_at IS NOT NULL THEN NULL WHEN a.status = 'current' AND (r.fed ->> 'end')::date <= today() THEN 'former' WHEN a.status = 'former' AND coalesce((r.fed ->> 'end')::date, 'infinity') > today() THEN 'current' END,
      CASE WHEN t.id IS NULL OR t.erased_at IS NOT NULL OR t.fed - 'opening' = r.fed - 'opening' THEN '{}' ELSE feed_fields(r.fed, t.fed) END, coalesce((r.fed ->> 'opening')::bigint, 0)
    FROM feed_row r LEFT JOIN account_ref f ON f.landlord_id = r.landlord_id AND f.ref = r.fed ->> 'key' AND f.kind = 'tenancy'
    LEFT JOIN account a ON a.id = f.account_id LEFT JOIN tenancy t ON t.id = a.tenancy_id;
  ANALYZE feed_mark;
  RETURN feed_answer(doc, feed_faults(doc));
END $$;
