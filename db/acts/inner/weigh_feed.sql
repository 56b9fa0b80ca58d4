-- What a staged feed would do, row by row into feed_row: new, changed (which fields), ended; and everything that speaks against it.
-- doc: load, lines, digest (hex of sha256 over the rows' sha256), update, control_pence
CREATE OR REPLACE FUNCTION rb.weigh_feed(doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE the_load uuid := (doc ->> 'load')::uuid; got record; stranger text;
BEGIN
  LOCK TABLE feed_row IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM feed_row; DELETE FROM feed_person;
  SELECT count(*) AS lines, encode(sha256(coalesce(string_agg(sha256(convert_to(fed, 'UTF8')), '' ORDER BY line), '')), 'hex') AS digest
    INTO got FROM stage_feed WHERE load = the_load AND maker = session_user;
  IF (got.lines, got.digest) IS DISTINCT FROM ((doc ->> 'lines')::bigint, doc ->> 'digest') THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the feed again'); END IF;
  SELECT DISTINCT s.fed::jsonb ->> 'landlord' INTO stranger FROM stage_feed s WHERE s.load = the_load AND s.maker = session_user
    AND NOT EXISTS (SELECT FROM landlord l WHERE l.code = s.fed::jsonb ->> 'landlord' AND l.id = ANY (my_landlords())) LIMIT 1;
  IF FOUND THEN PERFORM refuse('unknown_landlord', format('landlord %s is not one of yours: leave its rows out', stranger), to_jsonb(stranger)); END IF;
  INSERT INTO feed_row (line, landlord_id, fed, was, tenancy_id, account_id, is_new, turns)
    SELECT s.line, l.id, s.fed, t.fed, t.id, a.id, t.id IS NULL,
      CASE WHEN a.status = 'current' AND (s.fed ->> 'end')::date <= today() THEN 'former' WHEN a.status = 'former' AND coalesce((s.fed ->> 'end')::date, 'infinity') > today() THEN 'current' END
    FROM (SELECT line, fed::jsonb AS fed FROM stage_feed WHERE load = the_load AND maker = session_user OFFSET 0) s
    JOIN landlord l ON l.code = s.fed ->> 'landlord'
    LEFT JOIN account_ref f ON (f.landlord_id, f.ref, f.kind) = (l.id, s.fed ->> 'key', 'tenancy') LEFT JOIN account a ON a.id = f.account_id LEFT JOIN tenancy t ON t.id = a.tenancy_id
    ORDER BY s.line;
  ANALYZE feed_row;
  UPDATE feed_row r SET fields = ARRAY(
      SELECT k FROM unnest(ARRAY['property_ref', 'kind', 'address', 'postcode', 'payment_ref', 'former_refs', 'start', 'end', 'cycle', 'charge', 'usual', 'hb_claim_ref', 'uc_customer_ref']) k
        WHERE r.fed -> k IS DISTINCT FROM r.was -> k
      UNION ALL SELECT k FROM (VALUES ('names', '{name,born}'::text[]), ('phone', '{phone}'), ('email', '{email}')) x (k, parts)
        WHERE people_said(r.fed, parts) IS DISTINCT FROM people_said(r.was, parts))
    WHERE NOT is_new AND (was IS NULL OR fed - 'opening' <> was - 'opening');
  RETURN feed_answer(doc, feed_faults(doc));
END $$;
