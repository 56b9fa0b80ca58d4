-- A change of what the office chose: a figure or word of its policy, a limit of a group or an operator, limits lent over a holiday. Whose limit it is decides nothing about it.
-- doc: name + value; or cashbook + tolerance_pence; or who + limit_kind + pence (+ day_pence); or giver + taker + first + last
CREATE OR REPLACE FUNCTION rb.ask_policy(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE known jsonb;
BEGIN
  r.pence := NULL;
  IF doc ? 'name' THEN
    SELECT value INTO known FROM policy WHERE name = doc ->> 'name';
    IF jsonb_typeof(known) = 'string' AND jsonb_typeof(doc -> 'value') = 'number' THEN doc := jsonb_set(doc, '{value}', to_jsonb(doc ->> 'value')); END IF;  -- a number of digits, such as a service user's, is a text
    IF NOT FOUND OR jsonb_typeof(known) IS DISTINCT FROM jsonb_typeof(doc -> 'value') OR doc ->> 'name' = 'demo' THEN
      PERFORM refuse('unknown_policy', format('the book has no policy %s of that kind of value: rentbook setup --show names them', left(doc ->> 'name', 40)), to_jsonb(left(doc ->> 'name', 40))); END IF;
    r.subject := doc ->> 'name'; r.terms := jsonb_build_object('sets', 'policy', 'name', doc ->> 'name', 'value', doc -> 'value');
  ELSIF doc ? 'cashbook' THEN
    r.subject := (my_cashbook(doc ->> 'cashbook')).code || ', tolerance'; r.terms := jsonb_build_object('sets', 'tolerance', 'name', upper(doc ->> 'cashbook'), 'tolerance_pence', (doc ->> 'tolerance_pence')::bigint);
    IF ((doc ->> 'tolerance_pence')::bigint BETWEEN 0 AND 1000) IS NOT TRUE THEN PERFORM refuse('doc_wrong', 'a tolerance is from 0.00 to 10.00: what is more apart is matched by what makes it up', doc -> 'tolerance_pence'); END IF;
  ELSIF doc ? 'who' THEN
    IF NOT (doc ->> 'who' IN ('assistant', 'supervisor', 'manager') OR EXISTS (SELECT FROM operator WHERE login = doc ->> 'who')) THEN
      PERFORM refuse('unknown_operator', format('%s is no group and no operator', left(doc ->> 'who', 40)), doc -> 'who'); END IF;
    IF NOT EXISTS (SELECT FROM limit_rule WHERE kind = doc ->> 'limit_kind') THEN PERFORM refuse('unknown_limit', format('there are no limits for %s', left(doc ->> 'limit_kind', 40)), doc -> 'limit_kind'); END IF;
    IF (doc ->> 'day_pence')::bigint < (doc ->> 'pence')::bigint THEN PERFORM refuse('doc_wrong', 'the day''s limit is below one item''s: raise it'); END IF;
    r.subject := format('%s, %s', doc ->> 'who', doc ->> 'limit_kind'); r.terms := jsonb_strip_nulls(jsonb_build_object('sets', 'limit', 'who', doc ->> 'who', 'kind', doc ->> 'limit_kind', 'item_pence', doc -> 'pence', 'day_pence', doc -> 'day_pence'));
    IF EXISTS (SELECT FROM operator WHERE login = doc ->> 'who' AND login <> session_user) THEN r.makers := r.makers || (doc ->> 'who')::name; END IF;
  ELSE
    IF (SELECT count(*) FROM operator WHERE login IN (doc ->> 'giver', doc ->> 'taker') AND NOT suspended AND grp IN ('supervisor', 'manager')) < 2 THEN
      PERFORM refuse('unknown_operator', 'limits are lent by one supervisor or manager to another: name both'); END IF;
    IF ((doc ->> 'last')::date >= (doc ->> 'first')::date AND (doc ->> 'last')::date <= today() + 60) IS NOT TRUE THEN PERFORM refuse('doc_wrong', 'limits are lent from a day to a day, for at most sixty days from now'); END IF;
    r.subject := format('%s to %s', doc ->> 'giver', doc ->> 'taker'); r.terms := jsonb_build_object('sets', 'lend', 'giver', doc ->> 'giver', 'taker', doc ->> 'taker', 'first', doc ->> 'first', 'last', doc ->> 'last');
    IF doc ->> 'taker' <> session_user THEN r.makers := r.makers || (doc ->> 'taker')::name; END IF;
  END IF;
  r.facts := was_set(r);
  RETURN r;
END $$;
