-- Blind re-key: a second reading of each amount by somebody who could not see the first; who may look, and when.

ALTER TABLE batch ADD COLUMN blind_late boolean NOT NULL DEFAULT false;   -- its lines could be read by supervisors before it turned blind
CREATE INDEX batch_blind ON batch (id) WHERE blind AND state <> 'posted';
ALTER TABLE key_pass ADD COLUMN whose text NOT NULL DEFAULT '',         -- whose the line was when it was read: line_whose
  ADD COLUMN first_pence bigint,                                       -- what the line was when the reading was compared with it
  ADD CHECK (pence BETWEEN 1 AND 100000000), ADD CHECK (compared = (first_pence IS NOT NULL));

-- Whose a line is: an account or suspense, or the parts of a split. The amount of a line that is not split is no part of it.
CREATE FUNCTION line_whose(the_batch bigint, the_line int) RETURNS text LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT concat_ws('|', l.account_id, (SELECT string_agg(p.account_id || ':' || p.pence, ',' ORDER BY p.part) FROM line_part p WHERE (p.batch_id, p.line) = (l.batch_id, l.line)))
  FROM batch_line l WHERE (l.batch_id, l.line) = (the_batch, the_line) $$;

-- How far a line has come, without any amount: waiting, keyed, equal, read again, differs. A reading counts once it was compared, against
-- what the line was then; the third decides, when it agrees with the second or the first and the line is what it says.
CREATE FUNCTION line_standing(the_batch bigint, the_line int) RETURNS text LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT CASE
    WHEN s.pence IS NULL THEN 'waiting'
    WHEN t.pence IS NULL AND NOT s.compared OR NOT t.compared THEN 'keyed'
    WHEN t.pence IS NULL AND (s.first_pence, l.pence, line_whose(l.batch_id, l.line)) = (s.pence, s.pence, s.whose) THEN 'equal'
    WHEN t.pence IS NULL THEN 'read again'
    WHEN t.pence IN (s.pence, t.first_pence) AND (l.pence, line_whose(l.batch_id, l.line)) = (t.pence, t.whose) THEN 'equal'
    ELSE 'differs' END
  FROM batch_line l LEFT JOIN key_pass s ON (s.batch_id, s.line, s.pass) = (l.batch_id, l.line, 2) LEFT JOIN key_pass t ON (t.batch_id, t.line, t.pass) = (l.batch_id, l.line, 3)
  WHERE (l.batch_id, l.line) = (the_batch, the_line) $$;

-- Whether every kept line has a reading that agrees: from then on it is read like any other batch.
CREATE FUNCTION blind_agreed(the_batch bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM batch_line l WHERE l.batch_id = the_batch AND l.state = 'kept')
    AND NOT EXISTS (SELECT FROM batch_line l WHERE l.batch_id = the_batch AND l.state = 'kept' AND line_standing(l.batch_id, l.line) <> 'equal') $$;

CREATE FUNCTION held_by_me(the_batch bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM batch b WHERE b.id = the_batch AND session_user IN (b.maker, b.holder))
    OR EXISTS (SELECT FROM batch_holder h WHERE h.batch_id = the_batch AND h.login = session_user) $$;

-- Batches whose lines are shut to this session: blind, without an agreeing second reading, neither made nor ever held by it.
CREATE FUNCTION blind_shut() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT coalesce(array_agg(b.id), '{}') FROM batch b WHERE b.blind AND b.state <> 'posted' AND NOT held_by_me(b.id) AND NOT blind_agreed(b.id) $$;

CREATE FUNCTION third_reading(the_batch bigint, the_line int) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM key_pass p WHERE (p.batch_id, p.line, p.pass) = (the_batch, the_line, 3) AND p.compared) $$;

-- The digest of a lines file would confirm a guess at what is in it.
CREATE FUNCTION lines_digest(the_batch bigint) RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT b.lines_digest FROM batch b JOIN cashbook c ON c.id = b.cashbook_id
  WHERE b.id = the_batch AND c.landlord_id = ANY (my_landlords()) AND (NOT b.blind OR b.state = 'posted' OR held_by_me(b.id)) $$;

DROP POLICY IF EXISTS mine ON batch_line;
CREATE POLICY mine ON batch_line FOR SELECT USING (
  EXISTS (SELECT FROM batch b WHERE b.id = batch_id AND (b.state = 'posted' OR
    (NOT b.blind AND (b.maker = session_user OR b.holder = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))
    OR (b.blind AND (held_by_me(b.id) OR ((SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))) AND blind_agreed(b.id)))))
  AND (account_id IS NULL OR session_user = ANY (makers)
    OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))
      AND (NOT split OR NOT part_hidden(batch_id, line))));
DROP POLICY IF EXISTS mine ON walk_item;
CREATE POLICY mine ON walk_item FOR SELECT USING (EXISTS (SELECT FROM batch b WHERE b.id = batch_id
  AND (b.state = 'posted' OR (NOT b.blind AND (b.maker = session_user OR b.holder = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))
    OR (b.blind AND (held_by_me(b.id) OR ((SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))) AND blind_agreed(b.id))))));
-- one's own reading until it was compared; all of a line's once it was read a third time, to whoever may read the line
DROP POLICY IF EXISTS mine ON key_pass;
CREATE POLICY mine ON key_pass FOR SELECT USING (EXISTS (SELECT FROM batch b WHERE b.id = batch_id
  AND (key_pass.maker = session_user AND NOT key_pass.compared
    OR (third_reading(key_pass.batch_id, key_pass.line) OR b.state = 'posted') AND (held_by_me(b.id) OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))));
-- what acts answered holds amounts and keyed totals
DROP POLICY IF EXISTS mine ON audit;
CREATE POLICY mine ON audit FOR SELECT USING ((SELECT in_group('operator'))
  AND (login = session_user OR (SELECT has_every_landlord()) AND ((SELECT in_group('supervisor')) OR (SELECT in_group('auditor')))
    AND (subject IS NULL OR subject <> ALL ((SELECT ARRAY(SELECT 'batch ' || n FROM unnest(blind_shut()) n))::text[]))));

GRANT EXECUTE ON FUNCTION blind_agreed(bigint), held_by_me(bigint), blind_shut(), third_reading(bigint, int), lines_digest(bigint) TO @operator@;
REVOKE SELECT ON batch FROM @operator@;
GRANT SELECT (id, cashbook_id, stream_id, effective_date, book_date, control_pence, control_count, hash_total, control_source, control_ref, control_late, state, blind, blind_late,
  maker, holder, opened_at, ended_at, entry_id) ON batch TO @operator@;
