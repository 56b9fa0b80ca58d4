-- A batch header: cashbook, stream, effective date of its lines, book date, and the control it must prove.
CREATE OR REPLACE FUNCTION rb.open_batch(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; s stream; n bigint; eff date; booked date; total bigint; lines int;
BEGIN
  done := begin_act('open_batch', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT * INTO c FROM cashbook WHERE code = doc ->> 'cashbook' AND landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_cashbook', format('there is no cashbook %s of yours: rentbook setup --show lists them', doc ->> 'cashbook'), doc -> 'cashbook'); END IF;
  SELECT * INTO s FROM stream WHERE code = doc ->> 'stream';
  IF NOT FOUND THEN PERFORM refuse('unknown_stream', format('there is no stream %s: rentbook setup --show lists them', doc ->> 'stream'), doc -> 'stream'); END IF;
  IF s.debits = 'rent-income' THEN PERFORM refuse('unknown_stream', format('%s brings charges, not money in: load its file (rentbook load)', s.code), to_jsonb(s.code)); END IF;
  eff := coalesce((doc ->> 'effective_date')::date, today()); booked := coalesce((doc ->> 'book_date')::date, today());
  total := (doc ->> 'control_pence')::bigint; lines := (doc ->> 'control_count')::int;
  IF eff > today() THEN PERFORM refuse('date_in_future', format('%s has not come yet: use the day the money moved', eff), to_jsonb(eff)); END IF;
  IF total IS NULL AND NOT s.live THEN
    PERFORM refuse('control_missing', format('stream %s needs its control total and count before the first line', s.code), to_jsonb(s.code)); END IF;
  IF total < 0 OR lines < 0 OR (total IS NULL) <> (lines IS NULL) THEN PERFORM refuse('control_missing', 'a control is a total and a count, neither below nil'); END IF;
  PERFORM check_book_date(c.landlord_id, c.id, booked);
  INSERT INTO batch (cashbook_id, stream_id, effective_date, book_date, control_pence, control_count, hash_total, blind)
    VALUES (c.id, s.id, eff, booked, total, lines, (doc ->> 'hash_total')::bigint, coalesce(total >= s.blind_above_pence, false)) RETURNING id INTO n;
  RETURN end_act('open_batch', the_key, jsonb_build_object('batch', n), 'batch ' || n);
END $$;
GRANT EXECUTE ON FUNCTION rb.open_batch(text, jsonb) TO @assistant@;
