-- The approval fits this operator's limits; the day's row is locked, so that two at once cannot each use the same rest of it.
CREATE OR REPLACE FUNCTION rb.within_limit(r rb.request, the_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE most record; used bigint; higher text;
BEGIN
  IF r.level = 'manager' AND (r.override <> '' OR r.pence IS NULL) AND NOT in_group('manager') THEN
    PERFORM refuse('over_limit', format('request %s is for a manager to decide%s', r.id, CASE WHEN r.override <> '' THEN ', since it overrides a rule' ELSE '' END), to_jsonb(r.id)); END IF;
  IF r.pence IS NULL THEN RETURN; END IF;
  SELECT l.item, l.day INTO most FROM limit_of(session_user, r.kind) l;
  IF most.item IS NULL OR r.pence > most.item THEN
    PERFORM refuse('over_limit', format('your limit for a %s is %s: it goes to the next group', r.kind, in_pounds(coalesce(most.item, 0))), to_jsonb(r.id)); END IF;
  INSERT INTO decided_day (login, kind, day) VALUES (session_user, r.kind, the_day) ON CONFLICT DO NOTHING;
  SELECT pence INTO STRICT used FROM decided_day WHERE (login, kind, day) = (session_user, r.kind, the_day) FOR NO KEY UPDATE;
  IF used + r.pence > most.day THEN
    PERFORM refuse('over_day_limit', format('your limit for a day of this kind is %s, %s of it is used: a colleague decides it, or you tomorrow', in_pounds(most.day), in_pounds(used)), to_jsonb(r.id)); END IF;
  UPDATE decided_day SET pence = pence + r.pence WHERE (login, kind, day) = (session_user, r.kind, the_day);
END $$;
