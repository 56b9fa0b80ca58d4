-- The day that was asked about is open again, with all later ones; the gate is taken whole, for nobody posts while days open or shut. It posts nothing, so it has no number.
CREATE OR REPLACE FUNCTION rb.do_reopening(r rb.request) RETURNS text
LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE s proof_sheet;
BEGIN
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  s := sheet_of_mine(r.terms ->> 'cashbook', (r.terms ->> 'day')::date);
  IF s.id <> (r.terms ->> 'sheet')::bigint THEN PERFORM refuse('stale', format('%s was signed anew since request %s was made: reject it, and let %s ask anew', r.subject, r.id, r.maker), to_jsonb(r.id)); END IF;
  PERFORM reopen_day(r.terms ->> 'cashbook', (r.terms ->> 'day')::date, r.why);
  UPDATE request SET state = 'done' WHERE id = r.id;
  RETURN NULL;
END $$;
