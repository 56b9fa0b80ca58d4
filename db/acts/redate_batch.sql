-- Another book date for an open batch whose day was signed or whose period closed.
CREATE OR REPLACE FUNCTION rb.redate_batch(the_key text, the_batch bigint, booked date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('redate_batch', the_key, jsonb_build_object('batch', the_batch, 'book_date', booked));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch);
  PERFORM check_book_date((SELECT landlord_id FROM cashbook WHERE id = b.cashbook_id), b.cashbook_id, booked);
  UPDATE batch SET book_date = booked WHERE id = b.id;
  RETURN end_act('redate_batch', the_key, jsonb_build_object('batch', b.id, 'was', b.book_date, 'book_date', booked), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.redate_batch(text, bigint, date) TO @assistant@;
