-- The operator is suspended or let in again from this moment; into a group the keeper lets them, who makes the login (operator_by_two).
CREATE OR REPLACE FUNCTION rb.do_operator(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE who text := r.terms ->> 'login';
BEGIN
  IF ((r.terms ->> 'suspended')::boolean OR r.terms ->> 'group' <> 'manager') AND EXISTS (SELECT FROM operator WHERE login = who AND grp = 'manager')
    AND NOT EXISTS (SELECT FROM operator WHERE grp = 'manager' AND NOT suspended AND login <> who) THEN
    PERFORM refuse('last_manager', 'nobody would be left to decide: a manager stays', to_jsonb(r.id)); END IF;
  IF r.terms ? 'suspended' THEN UPDATE operator SET suspended = (r.terms ->> 'suspended')::boolean WHERE login = who; END IF;
  UPDATE request SET state = 'done' WHERE id = r.id;
  RETURN NULL;
END $$;
