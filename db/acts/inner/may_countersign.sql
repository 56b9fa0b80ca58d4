-- Whether this operator may countersign or refuse a sheet: it stands, it is one person's yet, and that person is another.
CREATE OR REPLACE FUNCTION rb.may_countersign(s rb.proof_sheet, what text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF s.ended IS NOT NULL THEN PERFORM refuse('sheet_ended', format('the sheet of %s was %s: look at the day again', s.day, s.ended), to_jsonb(s.id)); END IF;
  IF s.single THEN PERFORM refuse('single_operator', 'this book has a single operator: its sheets are signed once', to_jsonb(s.id)); END IF;
  IF s.countersigned_by IS NOT NULL THEN PERFORM refuse('countersigned_already', format('%s countersigned the sheet of %s already', s.countersigned_by, s.day), to_jsonb(s.id)); END IF;
  IF s.signed_by = session_user THEN PERFORM refuse('own_sheet', format('you signed the sheet of %s yourself: somebody else must %s it', s.day, what), to_jsonb(s.id)); END IF;
END $$;
