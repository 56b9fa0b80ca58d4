-- A whole posted file taken back: every posting of its batch reversed in one entry; the file is live no more and may be loaded again, corrected.
CREATE OR REPLACE FUNCTION rb.reverse_file(the_key text, the_file bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; f record; e entry; number text;
BEGIN
  done := begin_act('reverse_file', the_key, jsonb_build_object('file', the_file, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is reversed, in three letters or more'); END IF;
  SELECT x.id, x.cashbook_id, c.landlord_id, x.live, b.id AS batch, b.state, b.entry_id INTO f FROM payment_file x JOIN cashbook c ON c.id = x.cashbook_id JOIN batch b ON b.id = x.batch_id
    WHERE x.id = the_file AND c.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF x;
  IF NOT FOUND THEN PERFORM refuse('unknown_file', format('there is no file %s: the Files screen lists them', the_file), to_jsonb(the_file)); END IF;
  IF f.state = 'open' THEN PERFORM refuse('file_open', format('file %s is not posted: abandon its batch %s instead', f.id, f.batch), to_jsonb(f.batch)); END IF;
  IF f.state <> 'posted' OR NOT f.live THEN PERFORM refuse('reversed_already', format('file %s is reversed or abandoned already', f.id), to_jsonb(f.id)); END IF;
  SELECT * INTO STRICT e FROM entry WHERE id = f.entry_id;
  PERFORM may_reverse(e, 0, e.pence);
  PERFORM check_book_date(f.landlord_id, f.cashbook_id, today());
  number := reverse_entry(e, 0, why, 'file ' || f.id);
  PERFORM bank_frees(f.batch, e.id, 0, why);
  PERFORM file_ends(f.batch);
  RETURN end_act('reverse_file', the_key, jsonb_build_object('file', f.id, 'batch', f.batch, 'posting', number, 'total_pence', e.pence), 'file ' || f.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.reverse_file(text, bigint, text) TO @assistant@;
