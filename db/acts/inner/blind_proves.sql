-- Every kept line of a blind batch has a second reading that agrees, and no receipt of it stands elsewhere; or which line does not, and the way out.
CREATE OR REPLACE FUNCTION rb.blind_proves(the_batch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE w record; kept int; bad jsonb;
BEGIN
  SELECT count(*) INTO kept FROM batch_line WHERE batch_id = the_batch AND state = 'kept';
  SELECT count(*) FILTER (WHERE s = 'equal') AS equal, min(line) FILTER (WHERE s = 'differs') AS differs, min(line) FILTER (WHERE s = 'read again') AS again INTO w
    FROM (SELECT l.line, line_standing(l.batch_id, l.line) AS s FROM batch_line l WHERE l.batch_id = the_batch AND l.state = 'kept') x;
  IF w.differs IS NOT NULL THEN
    PERFORM refuse('blind_not_compared', (SELECT CASE WHEN t.pence IN (s.pence, t.first_pence) THEN format('line %s was read as %s twice: correct it to that, or strike it and key it anew', w.differs, in_pounds(t.pence))
        ELSE format('line %s was read in three ways: strike it and key it anew', w.differs) END
      FROM key_pass s JOIN key_pass t ON (t.batch_id, t.line, t.pass) = (s.batch_id, s.line, 3) WHERE (s.batch_id, s.line, s.pass) = (the_batch, w.differs, 2)), to_jsonb(w.differs)); END IF;
  IF w.again IS NOT NULL THEN
    PERFORM refuse('blind_not_compared', format('%s of %s lines agree with their second keying; line %s must be read a third time by a colleague', w.equal, kept, w.again), to_jsonb(w.again)); END IF;
  IF w.equal < kept OR kept = 0 THEN
    PERFORM refuse('blind_not_compared', format('a blind batch posts only after its second keying agrees: %s of %s lines do so far', w.equal, kept), to_jsonb(the_batch)); END IF;
  bad := line_faults(the_batch, 1, 1000000);
  IF bad IS NOT NULL THEN PERFORM refuse(bad -> 0 ->> 'code', format('line %s: %s', bad -> 0 ->> 'line', bad -> 0 ->> 'says'), bad -> 0 -> 'line'); END IF;
END $$;
