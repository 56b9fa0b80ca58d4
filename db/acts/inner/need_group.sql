-- The operator behind this session, active and of that group; otherwise no.
CREATE OR REPLACE FUNCTION rb.need_group(the_group text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE o record;
BEGIN
  SELECT x.grp, x.suspended, pg_has_role(session_user, 'rb_' || k.id || '_' || the_group, 'member') AS may INTO o FROM operator x, book k WHERE x.login = session_user;
  IF NOT FOUND THEN PERFORM refuse('not_permitted', format('%s is not an operator of this book: ask the keeper to add the login', session_user)); END IF;
  IF o.suspended THEN PERFORM refuse('suspended', format('%s is suspended: ask a manager', session_user)); END IF;
  IF NOT o.may THEN PERFORM refuse('not_permitted', format('this is for %s, you are %s: ask one of them', CASE the_group WHEN 'assistant' THEN 'assistants, supervisors and managers' WHEN 'supervisor' THEN 'supervisors and managers' ELSE the_group || 's' END, CASE WHEN o.grp ~ '^a' THEN 'an ' ELSE 'a ' END || o.grp)); END IF;
END $$;
