-- The standing sheet of a cashbook's day; or why there is none to act on.
CREATE OR REPLACE FUNCTION rb.sheet_of_mine(named text, the_day date) RETURNS rb.proof_sheet
LANGUAGE plpgsql AS $$
DECLARE c cashbook := my_cashbook(named); s proof_sheet; covering date;
BEGIN
  SELECT * INTO s FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.day = the_day AND x.ended IS NULL;
  IF NOT FOUND THEN
    SELECT min(x.day) INTO covering FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.ended IS NULL AND the_day BETWEEN x.first AND x.day;
    IF covering IS NOT NULL THEN PERFORM refuse('no_sheet', format('%s of %s stands on the sheet of %s: name that day', the_day, c.code, covering), to_jsonb(covering)); END IF;
    PERFORM refuse('no_sheet', format('%s of %s is not signed: proof sign signs it', the_day, c.code), to_jsonb(the_day));
  END IF;
  RETURN s;
END $$;
