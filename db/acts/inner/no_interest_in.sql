-- The operator has declared no interest in any account the batch pays; most have declared none at all.
CREATE OR REPLACE FUNCTION rb.no_interest_in(the_batch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE wrong int;
BEGIN
  IF NOT EXISTS (SELECT FROM interest WHERE login = session_user) THEN RETURN; END IF;
  SELECT l.line INTO wrong FROM batch_line l LEFT JOIN line_part p ON (p.batch_id, p.line) = (l.batch_id, l.line)
    JOIN account a ON a.id IN (l.account_id, p.account_id) JOIN interest i ON i.account_id IN (a.id, a.parent_id) AND i.login = session_user
    WHERE l.batch_id = the_batch AND l.state = 'kept' LIMIT 1;
  IF FOUND THEN PERFORM refuse('interest_declared', format('line %s is on an account declared yours or a relative''s: a colleague must take the batch', wrong), to_jsonb(wrong)); END IF;
END $$;
