-- A draft has become the request it meant.
CREATE OR REPLACE FUNCTION rb.end_draft(the_draft bigint, r rb.request) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE d request_draft;
BEGIN
  d := draft_of_mine(the_draft);
  IF d.kind <> r.kind OR d.account_id <> r.account_id THEN
    PERFORM refuse('draft_of_another', format('draft %s is a %s of another account: submit it as it is, or ask without it', d.id, d.kind), to_jsonb(d.id)); END IF;
  UPDATE request_draft SET state = 'submitted', request_id = r.id, doc = '{}', changed_at = clock_timestamp() WHERE id = d.id;
END $$;
