-- An operator suspended, or let in again; who it is about decides nothing about it.
CREATE OR REPLACE FUNCTION rb.ask_operator(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE o operator;
BEGIN
  r.pence := NULL;
  SELECT * INTO o FROM operator WHERE login = doc ->> 'login';
  IF NOT FOUND THEN PERFORM refuse('unknown_operator', format('%s is no operator: rentbook operator list shows them', left(doc ->> 'login', 60)), doc -> 'login'); END IF;
  IF o.suspended IS NOT DISTINCT FROM (doc ->> 'suspended')::boolean THEN PERFORM refuse('nothing_changes', format('%s is %s already', o.login, CASE WHEN o.suspended THEN 'suspended' ELSE 'active' END), to_jsonb(o.login)); END IF;
  IF NOT doc ? 'suspended' THEN PERFORM refuse('doc_wrong', 'say whether the operator is suspended or let in again'); END IF;
  r.subject := o.login; r.terms := jsonb_build_object('sets', 'operator', 'login', o.login, 'suspended', doc -> 'suspended');
  IF o.login <> session_user THEN r.makers := r.makers || o.login; END IF;
  r.facts := was_set(r);
  RETURN r;
END $$;
