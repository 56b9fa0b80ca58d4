-- Whether this operator may decide the request at all: not their own, nothing they made, none of theirs, not twice.
CREATE OR REPLACE FUNCTION rb.may_decide(r rb.request) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE s request_step;
BEGIN
  IF EXISTS (SELECT FROM book WHERE mode = 'embedded' AND kind = 'live') THEN
    PERFORM refuse('single_operator', 'this book is in a folder of one''s own, so nobody here is a second person: copy it to a server (rentbook backup FILE, then rentbook restore FILE with --book of the server) and decide there'); END IF;
  IF session_user = r.maker THEN PERFORM refuse('own_request', format('request %s is your own: somebody else decides it', r.id), to_jsonb(r.id)); END IF;
  IF session_user = ANY (r.makers) THEN PERFORM refuse('own_request', format('you keyed or posted what request %s is about: somebody else decides it', r.id), to_jsonb(r.id)); END IF;
  SELECT * INTO s FROM request_step x WHERE x.request_id = r.id AND x.decider = session_user;
  IF FOUND THEN PERFORM refuse('decided_already', format('you approved request %s already: it waits for another person', r.id), to_jsonb(r.id)); END IF;
  IF EXISTS (SELECT FROM account a JOIN interest i ON i.account_id IN (a.id, a.parent_id) AND i.login = session_user WHERE a.id IN (r.account_id, r.to_account) OR a.id IN (SELECT o.account_id FROM request_offset o WHERE o.request_id = r.id)) THEN
    PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: a colleague decides', to_jsonb(r.id)); END IF;
END $$;
