-- A signed day is opened again by the word of somebody who signed none of the sheets it unsigns, with a reason; answers how many sheets that ended.
-- Called by the decision of a request of kind reopening, under the gate taken whole.
CREATE OR REPLACE FUNCTION rb.reopen_day(named text, the_day date, why text) RETURNS int
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE s proof_sheet := sheet_of_mine(named, the_day);
BEGIN
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why the day is opened again, in three letters or more'); END IF;
  IF EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = s.cashbook_id AND x.day >= s.day AND x.ended IS NULL AND session_user IN (x.signed_by, x.countersigned_by)) THEN
    PERFORM refuse('own_sheet', 'you signed a sheet that this would unsign: somebody who signed none of them decides', to_jsonb(s.id)); END IF;
  RETURN end_sheets(s.cashbook_id, s.day, 'reopened', why);
END $$;
