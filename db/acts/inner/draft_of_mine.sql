-- A draft of this operator's own that is not submitted and not discarded, locked; or what became of it.
CREATE OR REPLACE FUNCTION rb.draft_of_mine(the_draft bigint) RETURNS rb.request_draft
LANGUAGE plpgsql AS $$
DECLARE d request_draft;
BEGIN
  SELECT * INTO d FROM request_draft x WHERE x.id = the_draft AND x.maker = session_user FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('unknown_draft', format('there is no draft %s of yours: rentbook draft list shows them', the_draft), to_jsonb(the_draft)); END IF;
  IF d.state <> 'draft' THEN
    PERFORM refuse('draft_ended', format('draft %s is %s%s: nothing is left of it', d.id, d.state, coalesce(' as request ' || d.request_id, '')), to_jsonb(d.id)); END IF;
  RETURN d;
END $$;
