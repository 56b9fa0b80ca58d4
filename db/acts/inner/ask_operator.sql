-- An operator let in, moved to another group, suspended, or let in again; who it is about decides nothing about it.
-- doc: login, and suspended, or group (with name and landlords: of somebody new)
CREATE OR REPLACE FUNCTION rb.ask_operator(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE o operator; who text := doc ->> 'login'; wanted text := doc ->> 'group';
BEGIN
  r.pence := NULL;
  SELECT * INTO o FROM operator WHERE login = who;
  IF wanted IS NULL THEN
    IF o.login IS NULL THEN PERFORM refuse('unknown_operator', format('%s is no operator: rentbook operator list shows them', left(who, 60)), to_jsonb(who)); END IF;
    IF NOT doc ? 'suspended' THEN PERFORM refuse('doc_wrong', 'say whether the operator is suspended, let in again, or of which group'); END IF;
    IF o.suspended IS NOT DISTINCT FROM (doc ->> 'suspended')::boolean THEN PERFORM refuse('nothing_changes', format('%s is %s already', o.login, CASE WHEN o.suspended THEN 'suspended' ELSE 'active' END), to_jsonb(o.login)); END IF;
    r.terms := jsonb_build_object('sets', 'operator', 'login', o.login, 'suspended', doc -> 'suspended');
  ELSE
    IF single_operator() THEN PERFORM refuse('single_operator', 'this book is in a folder of one''s own: nobody here is a second person, and whoever owns the folder lets people in with rentbook operator add'); END IF;
    IF wanted NOT IN ('assistant', 'supervisor', 'manager', 'auditor', 'night') THEN PERFORM refuse('unknown_group', 'a group is assistant, supervisor, manager, auditor or night', to_jsonb(left(wanted, 40))); END IF;
    IF coalesce(octet_length(who), 0) NOT BETWEEN 1 AND 63 OR who ~ '^(pg_|rb_[0-9a-f]{8}_|public$|none$)' THEN PERFORM refuse('doc_wrong', 'a login has 1 to 63 letters and is none of PostgreSQL''s own', to_jsonb(left(who, 60))); END IF;
    IF o.grp = wanted THEN PERFORM refuse('nothing_changes', format('%s is in that group already', o.login), to_jsonb(o.login)); END IF;
    IF EXISTS (SELECT FROM jsonb_array_elements_text(coalesce(doc -> 'landlords', '[]')) x WHERE NOT EXISTS (SELECT FROM landlord l WHERE l.code = x)) THEN PERFORM refuse('unknown_landlord', 'one of the landlords is not known: setup --show lists them', doc -> 'landlords'); END IF;
    r.terms := jsonb_strip_nulls(jsonb_build_object('sets', 'operator', 'login', who, 'group', wanted, 'name', left(doc ->> 'name', 100), 'landlords', CASE WHEN o.login IS NULL THEN coalesce(doc -> 'landlords', '[]') END));
  END IF;
  r.subject := who;
  IF who <> session_user THEN r.makers := r.makers || who::name; END IF;
  r.facts := was_set(r);
  RETURN r;
END $$;
