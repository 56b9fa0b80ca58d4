-- A book date must be past or today, in an open period, after the last signed day of its cashbook.
CREATE OR REPLACE FUNCTION rb.check_book_date(the_landlord smallint, the_cashbook smallint, the_date date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE p period; signed date;
BEGIN
  IF the_date > today() THEN PERFORM refuse('date_in_future', format('book date %s has not come yet: use today', the_date), to_jsonb(the_date)); END IF;
  SELECT * INTO p FROM period x WHERE x.landlord_id = the_landlord AND the_date BETWEEN x.first AND x.last;
  IF NOT FOUND THEN PERFORM refuse('no_period', format('%s is in no period of this landlord: add it by setup, or use another book date', the_date), to_jsonb(the_date)); END IF;
  IF p.closed_at IS NOT NULL THEN
    PERFORM refuse('book_date_closed', format('%s is in the closed period %s: take a later book date (batch redate)', the_date, p.name), to_jsonb(the_date)); END IF;
  SELECT signed_to INTO signed FROM cashbook c WHERE c.id = the_cashbook;
  IF the_date <= signed THEN
    PERFORM refuse('book_date_signed', format('the cashbook is signed to %s: take a later book date (batch redate)', signed), to_jsonb(the_date)); END IF;
END $$;
