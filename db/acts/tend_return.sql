-- Who looks after returned money and what happens next; ended when nothing is left to do.
-- doc: owner, next_action, ended (true); what it does not name stays
CREATE OR REPLACE FUNCTION rb.tend_return(the_key text, the_case bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; r returned_money;
BEGIN
  done := begin_act('tend_return', the_key, jsonb_build_object('case', the_case, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.* INTO r FROM returned_money x JOIN cashbook c ON c.id = x.cashbook_id WHERE x.id = the_case AND c.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF x;
  IF NOT FOUND THEN PERFORM refuse('unknown_case', format('there is no case %s of returned money: rentbook bank returned lists them', the_case), to_jsonb(the_case)); END IF;
  IF r.ended_at IS NOT NULL THEN PERFORM refuse('item_ended', format('case %s is ended already, by %s', r.id, r.ended_by), to_jsonb(r.id)); END IF;
  IF doc ? 'owner' AND NOT EXISTS (SELECT FROM operator o WHERE o.login = doc ->> 'owner' AND NOT o.suspended AND o.grp <> 'auditor') THEN
    PERFORM refuse('unknown_operator', format('%s is no operator who can take it: rentbook operator list shows them', doc ->> 'owner'), doc -> 'owner'); END IF;
  UPDATE returned_money SET owner = CASE WHEN doc ? 'owner' THEN doc ->> 'owner' ELSE owner END, next_action = CASE WHEN doc ? 'next_action' THEN left(doc ->> 'next_action', 200) ELSE next_action END,
    ended_by = CASE WHEN (doc ->> 'ended')::boolean THEN session_user END, ended_at = CASE WHEN (doc ->> 'ended')::boolean THEN clock_timestamp() END WHERE id = r.id;
  RETURN end_act('tend_return', the_key, jsonb_build_object('case', r.id), 'returned ' || r.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.tend_return(text, bigint, jsonb) TO @assistant@;
