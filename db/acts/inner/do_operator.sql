-- The operator is suspended or let in again, from this moment.
CREATE OR REPLACE FUNCTION rb.do_operator(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
  IF (r.terms ->> 'suspended')::boolean AND (SELECT count(*) FROM operator WHERE grp = 'manager' AND NOT suspended AND login <> r.terms ->> 'login') < 1 THEN
    PERFORM refuse('last_manager', 'nobody would be left to decide: a manager stays', to_jsonb(r.id)); END IF;
  UPDATE operator SET suspended = (r.terms ->> 'suspended')::boolean WHERE login = r.terms ->> 'login';
  UPDATE request SET state = 'done' WHERE id = r.id;
  RETURN NULL;
END $$;
