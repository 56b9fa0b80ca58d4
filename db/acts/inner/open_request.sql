-- A request that is still to be decided, locked; or what became of it.
CREATE OR REPLACE FUNCTION rb.open_request(the_request bigint, expired_too boolean DEFAULT false) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE r request; s record;
BEGIN
  PERFORM request_of_mine(the_request);
  SELECT * INTO STRICT r FROM request x WHERE x.id = the_request FOR NO KEY UPDATE;
  IF r.state <> 'submitted' THEN
    SELECT x.decider, x.at INTO s FROM request_step x WHERE x.request_id = r.id ORDER BY x.step DESC LIMIT 1;
    PERFORM refuse('request_ended', format('request %s is %s already, by %s at %s: nothing is left to decide', r.id, r.state, s.decider, to_char(s.at, 'HH24:MI on DD Mon')), to_jsonb(r.id)); END IF;
  IF r.expires_on < today() AND NOT expired_too THEN PERFORM refuse('request_expired', format('request %s expired on %s: ask anew', r.id, r.expires_on), to_jsonb(r.id)); END IF;
  RETURN r;
END $$;
