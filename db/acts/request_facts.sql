-- What a request rests on as it stands now, whether it went stale, and the mark that an approval of it must name.
CREATE OR REPLACE FUNCTION rb.request_facts(the_request bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE r request; facts jsonb; most record;
BEGIN
  PERFORM need_group('operator');
  r := request_of_mine(the_request);
  facts := evidence_of(r);
  SELECT l.item, l.day INTO most FROM limit_of(session_user, r.kind) l;
  RETURN jsonb_build_object('facts', facts, 'stale', CASE WHEN r.state = 'submitted' THEN stale_words(r, facts) END, 'seen', seen_mark(facts), 'limit_item_pence', most.item, 'limit_day_pence', most.day,
    'used_pence', coalesce((SELECT d.pence FROM decided_day d WHERE (d.login, d.kind, d.day) = (session_user, r.kind, today())), 0));
END $$;
GRANT EXECUTE ON FUNCTION rb.request_facts(bigint) TO @operator@;
