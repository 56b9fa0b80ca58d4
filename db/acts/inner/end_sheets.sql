-- The standing sheets of a day and of all later ones stand no more; every version stays, what rested on them may be undone again, the days are open.
-- The caller holds the gate whole, and knows that whoever asks may ask.
CREATE OR REPLACE FUNCTION rb.end_sheets(c smallint, the_day date, how text, why text) RETURNS int
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE n int;
BEGIN
  PERFORM in_open_period(c, the_day);
  UPDATE bank_match m SET sheet = NULL FROM proof_sheet x WHERE x.id = m.sheet AND x.cashbook_id = c AND x.day >= the_day AND x.ended IS NULL;
  UPDATE proof_sheet SET ended = how, ended_by = session_user, ended_at = clock_timestamp(), ended_why = why WHERE cashbook_id = c AND day >= the_day AND ended IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE cashbook SET signed_to = coalesce((SELECT max(x.day) FROM proof_sheet x WHERE x.cashbook_id = c AND x.ended IS NULL), (SELECT o.day FROM cashbook_opening o WHERE o.cashbook_id = c)) WHERE id = c;
  RETURN n;
END $$;
