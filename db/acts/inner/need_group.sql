-- The operator behind this session, active and of that group; otherwise no.
CREATE OR REPLACE FUNCTION rb.need_group(the_group text) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE o operator;
BEGIN
  SELECT * INTO o FROM operator WHERE login = session_user;
  IF NOT FOUND THEN PERFORM refuse('not_permitted', format('%s is not an operator of this book: ask the keeper to add the login', session_user)); END IF;
  IF o.suspended THEN PERFORM refuse('suspended', format('%s is suspended: ask a manager', session_user)); END IF;
  IF NOT in_group(the_group) THEN
    PERFORM refuse('not_permitted', format('this needs the group %s; you are %s: ask one of them', the_group, o.grp)); END IF;
END $$;
