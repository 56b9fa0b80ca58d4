-- Whether this operator may read a blind batch's documents again: nobody who made, held, took or could ever read it.
CREATE OR REPLACE FUNCTION rb.second_reader(b rb.batch) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF held_by_me(b.id) OR EXISTS (SELECT FROM batch_line l WHERE l.batch_id = b.id AND session_user = ANY (l.makers)) THEN
    PERFORM refuse('second_person_needed', format('you have made or held batch %s: a colleague keys it the second time', b.id), to_jsonb(b.id)); END IF;
  IF b.blind_late AND in_group('supervisor') THEN
    PERFORM refuse('second_person_needed', format('supervisors could read batch %s before it was blind: an assistant keys it the second time', b.id), to_jsonb(b.id)); END IF;
END $$;
