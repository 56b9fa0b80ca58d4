-- Who looks after a case, what happens next, and until when it rests.
-- doc: owner (login), next_action, park_until; what it does not name stays
CREATE OR REPLACE FUNCTION rb.tend_suspense(the_key text, the_item bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; i suspense_item;
BEGIN
  done := begin_act('tend_suspense', the_key, jsonb_build_object('item', the_item, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  i := open_suspense(the_item);
  IF doc ? 'owner' AND NOT EXISTS (SELECT FROM operator WHERE login = doc ->> 'owner' AND NOT suspended AND grp <> 'auditor') THEN
    PERFORM refuse('unknown_operator', format('%s is no operator who can take it: rentbook operator list shows them', doc ->> 'owner'), doc -> 'owner'); END IF;
  IF (doc ->> 'park_until')::date < today() THEN PERFORM refuse('date_past', 'park it until a day to come', doc -> 'park_until'); END IF;
  IF doc ? 'park_until' AND btrim(coalesce(doc ->> 'next_action', i.next_action)) = '' THEN PERFORM refuse('reason_needed', 'say what is waited for: the next action'); END IF;
  UPDATE suspense_item SET owner = CASE WHEN doc ? 'owner' THEN doc ->> 'owner' ELSE owner END, next_action = CASE WHEN doc ? 'next_action' THEN doc ->> 'next_action' ELSE next_action END,
    park_until = CASE WHEN doc ? 'park_until' THEN (doc ->> 'park_until')::date ELSE park_until END WHERE id = i.id;
  RETURN end_act('tend_suspense', the_key, jsonb_build_object('item', i.id), 'suspense ' || i.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.tend_suspense(text, bigint, jsonb) TO @assistant@;
