-- Whether a cashbook's day may be signed at all: come, not signed, told by the bank, in an open period, and no batch waits for it.
CREATE OR REPLACE FUNCTION rb.may_sign(c rb.cashbook, the_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE reaches date; begins date; waiting text;
BEGIN
  IF the_day IS NULL OR the_day > today() THEN PERFORM refuse('date_in_future', format('%s has not come yet: sign a day when it is over', the_day), to_jsonb(the_day)); END IF;
  IF the_day <= c.signed_to THEN PERFORM refuse('signed_already', format('%s is signed to %s already: proof show shows its sheet', c.code, c.signed_to), to_jsonb(c.signed_to)); END IF;
  IF NOT EXISTS (SELECT FROM period p WHERE p.landlord_id = c.landlord_id AND the_day BETWEEN p.first AND p.last) THEN PERFORM refuse('no_period', format('%s is in no period of this landlord: add it by setup', the_day), to_jsonb(the_day)); END IF;
  IF EXISTS (SELECT FROM cashbook_opening o WHERE o.cashbook_id = c.id AND o.day >= the_day) THEN PERFORM refuse('before_cut_off', format('%s is not after the cut-off of %s: sign a later day', the_day, c.code), to_jsonb(the_day)); END IF;
  SELECT max(to_day) INTO reaches FROM bank_statement WHERE cashbook_id = c.id;
  IF reaches IS NULL THEN PERFORM refuse('no_statement', format('no bank statement of %s has been loaded: rentbook bank load', c.code), to_jsonb(c.code)); END IF;
  IF reaches < the_day THEN PERFORM refuse('no_statement', format('the statements of %s reach to %s: load the next one, or sign that day', c.code, reaches), to_jsonb(reaches)); END IF;
  SELECT t.day INTO begins FROM first_told(c.id) t;
  IF the_day < begins AND NOT EXISTS (SELECT FROM cashbook_opening o WHERE o.cashbook_id = c.id) THEN
    PERFORM refuse('before_cut_off', format('the statements of %s begin on %s: sign that day or a later one', c.code, begins), to_jsonb(begins)); END IF;
  SELECT string_agg(b.id::text, ', ' ORDER BY b.id) INTO waiting FROM batch b WHERE b.cashbook_id = c.id AND b.state = 'open' AND b.book_date <= the_day;
  IF waiting IS NOT NULL THEN PERFORM refuse('batches_open', format('open batches %s of %s: post, redate or abandon them first', waiting, c.code), to_jsonb(waiting)); END IF;
END $$;
