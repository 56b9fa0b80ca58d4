-- A second person will not sign: the sheet stays as it was, with the reason, and its days are open again.
CREATE OR REPLACE FUNCTION rb.refuse_sheet(the_key text, named text, the_day date, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
DECLARE done jsonb; s proof_sheet; later date;
BEGIN
  PERFORM need_group('assistant');
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  done := begin_act('refuse_sheet', the_key, jsonb_build_object('cashbook', named, 'day', the_day, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why you will not sign, in three letters or more'); END IF;
  s := sheet_of_mine(named, the_day);
  PERFORM may_countersign(s, 'refuse');
  SELECT max(x.day) INTO later FROM proof_sheet x WHERE x.cashbook_id = s.cashbook_id AND x.day > s.day AND x.ended IS NULL;
  IF later IS NOT NULL THEN PERFORM refuse('signed_after', format('the days to %s rest on this sheet: ask for %s to be reopened', later, s.day), to_jsonb(later)); END IF;
  PERFORM end_sheets(s.cashbook_id, s.day, 'refused', why);
  SELECT * INTO s FROM proof_sheet WHERE id = s.id;
  RETURN end_act('refuse_sheet', the_key, sheet_answer(s), 'sheet ' || s.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.refuse_sheet(text, text, date, text) TO @assistant@;
