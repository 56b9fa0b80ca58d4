-- No sheet of this day or later touches a closed period: closed is for good.
CREATE OR REPLACE FUNCTION rb.in_open_period(c smallint, the_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE closed text;
BEGIN
  SELECT p.name INTO closed FROM cashbook b JOIN period p ON p.landlord_id = b.landlord_id AND p.closed_at IS NOT NULL
    WHERE b.id = c AND EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = c AND x.day >= the_day AND x.ended IS NULL AND daterange(x.first, x.day, '[]') && daterange(p.first, p.last, '[]')) LIMIT 1;
  IF closed IS NOT NULL THEN PERFORM refuse('book_date_closed', format('period %s is closed, and closed is for good: enter what is missing with today''s book date', closed), to_jsonb(closed)); END IF;
END $$;
