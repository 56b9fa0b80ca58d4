-- What apply_feed would do with the same staged feed, and every fault; nothing is kept, the staged rows neither.
CREATE OR REPLACE FUNCTION rb.preview_feed(doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE told jsonb;
BEGIN
  PERFORM need_group(CASE WHEN in_group('night') THEN 'night' ELSE 'manager' END);
  told := weigh_feed(doc);
  PERFORM clear_feed();
  DELETE FROM stage_feed WHERE load = (doc ->> 'load')::uuid AND maker = session_user;
  RETURN told;
END $$;
GRANT EXECUTE ON FUNCTION rb.preview_feed(jsonb) TO @manager@, @night@;
