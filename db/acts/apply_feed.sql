-- A staged tenancy feed taken into the book whole: new tenancies with their opening balances, changes, ends; or refused whole with every fault.
-- doc: load, lines, digest, file (hex of the file's digest), update, control_pence
CREATE OR REPLACE FUNCTION rb.apply_feed(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb;
BEGIN
  done := begin_act('apply_feed', the_key, doc - 'load', CASE WHEN in_group('night') THEN 'night' ELSE 'manager' END);
  IF done IS NOT NULL THEN
    DELETE FROM stage_feed WHERE load = (doc ->> 'load')::uuid AND maker = session_user;
    RETURN done; END IF;
  done := weigh_feed(doc);
  IF jsonb_array_length(done -> 'faults') > 0 THEN
    PERFORM refuse('feed_faults', format('%s faults: nothing was imported', jsonb_array_length(done -> 'faults')), done -> 'faults'); END IF;
  PERFORM take_feed(session_user, clock_timestamp());
  PERFORM clear_feed();
  IF (done ->> 'new')::int > 500 THEN  -- whoever reads before the server counts by itself would plan for an empty book
    ANALYZE landlord, property, tenancy, customer, tenant, contact, account, account_ref, balance, posting; END IF;
  DELETE FROM stage_feed WHERE load = (doc ->> 'load')::uuid AND maker = session_user OR at < clock_timestamp() - interval '1 day';
  INSERT INTO feed_load (digest, did) VALUES (decode(doc ->> 'file', 'hex'), done - ARRAY['changed_lines', 'ended_lines', 'missing_refs', 'contacts', 'opening_differs']);
  RETURN end_act('apply_feed', the_key, done, 'feed ' || (doc ->> 'file'));
END $$;
GRANT EXECUTE ON FUNCTION rb.apply_feed(text, jsonb) TO @manager@, @night@;
