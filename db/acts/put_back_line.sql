-- A settled line stands again as matching left it: in the batch where it was certain, among the exceptions where it was not; what was to be remembered of it is forgotten.
CREATE OR REPLACE FUNCTION rb.put_back_line(the_key text, the_file bigint, the_item int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; l file_line;
BEGIN
  done := begin_act('put_back_line', the_key, jsonb_build_object('file', the_file, 'item', the_item));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine((SELECT batch_id FROM payment_file WHERE id = the_file));
  SELECT * INTO l FROM file_line WHERE (file_id, item) = (the_file, the_item);
  IF NOT FOUND OR l.settled_by IS NULL THEN
    PERFORM refuse('line_not_settled', format('row %s of file %s was settled by nobody: there is nothing to put back', coalesce(l.line, the_item), the_file), to_jsonb(the_item)); END IF;
  UPDATE batch_line SET state = CASE WHEN l.outcome = 'matched' THEN 'kept' ELSE 'struck' END, account_id = CASE WHEN l.outcome = 'matched' THEN l.account_id END, reason = '', match = 'file', score = l.score,
    kept_at = clock_timestamp(), makers = CASE WHEN session_user = ANY (makers) THEN makers ELSE makers || session_user::name END WHERE (batch_id, line) = (b.id, the_item);
  UPDATE file_line SET settled_by = NULL, settled_at = NULL, remember = false WHERE (file_id, item) = (the_file, the_item);
  RETURN end_act('put_back_line', the_key, line_answer(b, the_item), 'file ' || the_file);
END $$;
GRANT EXECUTE ON FUNCTION rb.put_back_line(text, bigint, int) TO @assistant@;
