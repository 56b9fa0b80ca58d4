-- A second person puts their name to a signed sheet: names, not roles.
CREATE OR REPLACE FUNCTION rb.countersign_sheet(the_key text, named text, the_day date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; s proof_sheet;
BEGIN
  done := begin_act('countersign_sheet', the_key, jsonb_build_object('cashbook', named, 'day', the_day));
  IF done IS NOT NULL THEN RETURN done; END IF;
  s := sheet_of_mine(named, the_day);
  SELECT * INTO s FROM proof_sheet WHERE id = s.id FOR NO KEY UPDATE;
  PERFORM may_countersign(s, 'countersign');
  s.countersigned_by := session_user; s.countersigned_at := clock_timestamp();
  UPDATE proof_sheet SET countersigned_by = s.countersigned_by, countersigned_at = s.countersigned_at, counter_hash = counter_hash(s) WHERE id = s.id;
  RETURN end_act('countersign_sheet', the_key, sheet_answer(s), 'sheet ' || s.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.countersign_sheet(text, text, date) TO @assistant@;
