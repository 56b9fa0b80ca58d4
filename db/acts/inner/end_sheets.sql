-- The standing sheets of a day and of all later ones stand no more; every version stays, what rested on them may be undone again, the days are open.
-- The caller holds the gate whole, and knows that whoever asks may ask.
CREATE OR REPLACE FUNCTION rb.end_sheets(c smallint, the_day date, how text, why text) RETURNS int
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE n int; closed text;
BEGIN
  SELECT p.name INTO closed FROM cashbook b JOIN period p ON p.landlord_id = b.landlord_id AND p.closed_at IS NOT NULL
    WHERE b.id = c AND EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = c AND x.day >= the_day AND x.ended IS NULL AND daterange(x.first, x.day, '[]') && daterange(p.first, p.last, '[]')) LIMIT 1;
  IF closed IS NOT NULL THEN PERFORM refuse('book_date_closed', format('period %s is closed, and closed is for good: enter what is missing with today''s book date', closed), to_jsonb(closed)); END IF;
  UPDATE bank_match m SET sheet = NULL FROM proof_sheet x WHERE x.id = m.sheet AND x.cashbook_id = c AND x.day >= the_day AND x.ended IS NULL;
  UPDATE proof_sheet SET ended = how, ended_by = session_user, ended_at = clock_timestamp(), ended_why = why WHERE cashbook_id = c AND day >= the_day AND ended IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE cashbook SET signed_to = coalesce((SELECT max(x.day) FROM proof_sheet x WHERE x.cashbook_id = c AND x.ended IS NULL), (SELECT o.day FROM cashbook_opening o WHERE o.cashbook_id = c)) WHERE id = c;
  RETURN n;
END $$;
