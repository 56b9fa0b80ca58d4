-- Closed for everybody and for good. The gate is taken whole: no post is half way through a close.
CREATE OR REPLACE FUNCTION rb.close_period(the_key text, the_period int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
DECLARE done jsonb; p period; waiting text;
BEGIN
  PERFORM need_group('manager');
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  done := begin_act('close_period', the_key, jsonb_build_object('period', the_period), 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT * INTO p FROM period WHERE id = the_period AND landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('no_period', format('there is no period %s', the_period), to_jsonb(the_period)); END IF;
  IF p.closed_at IS NOT NULL THEN PERFORM refuse('book_date_closed', format('period %s is closed already, since %s', p.name, p.closed_at::date), to_jsonb(the_period)); END IF;
  IF p.last > book_day() THEN PERFORM refuse('period_not_over', format('period %s runs to %s, and closed is for good: close it when it is over', p.name, to_char(p.last, 'FMDD Mon YYYY')), to_jsonb(p.last)); END IF;
  SELECT q.name INTO waiting FROM period q WHERE q.landlord_id = p.landlord_id AND q.last < p.first AND q.closed_at IS NULL
    AND EXISTS (SELECT FROM posting g WHERE g.landlord_id = q.landlord_id AND g.book_date BETWEEN q.first AND q.last) ORDER BY q.first LIMIT 1;
  IF waiting IS NOT NULL THEN PERFORM refuse('earlier_period_open', format('period %s comes before %s and is open: close it first', waiting, p.name), to_jsonb(waiting)); END IF;
  SELECT string_agg(b.id::text, ', ' ORDER BY b.id) INTO waiting FROM batch b JOIN cashbook c ON c.id = b.cashbook_id
    WHERE b.state = 'open' AND c.landlord_id = p.landlord_id AND b.book_date BETWEEN p.first AND p.last;
  IF waiting IS NOT NULL THEN PERFORM refuse('batches_open', format('period %s has open batches %s: post, redate or abandon them first', p.name, waiting), to_jsonb(waiting)); END IF;
  waiting := days_unsigned(p);
  IF waiting IS NOT NULL THEN PERFORM refuse('sheets_unsigned', format('period %s is not proved: %s', p.name, left(waiting, 400)), to_jsonb(waiting)); END IF;
  UPDATE period SET closed_at = clock_timestamp(), closed_by = session_user WHERE id = p.id;
  RETURN end_act('close_period', the_key, jsonb_build_object('period', p.id, 'name', p.name), 'period ' || p.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.close_period(text, int) TO @manager@;
