-- A draft given up by whoever kept it; its words go.
CREATE OR REPLACE FUNCTION rb.discard_draft(the_key text, the_draft bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; d request_draft;
BEGIN
  done := begin_act('discard_draft', the_key, jsonb_build_object('draft', the_draft));
  IF done IS NOT NULL THEN RETURN done; END IF;
  d := draft_of_mine(the_draft);
  UPDATE request_draft SET state = 'discarded', doc = '{}', changed_at = clock_timestamp() WHERE id = d.id;
  RETURN end_act('discard_draft', the_key, jsonb_build_object('draft', d.id, 'state', 'discarded'), 'draft ' || d.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.discard_draft(text, bigint) TO @assistant@;
