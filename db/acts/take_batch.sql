-- Somebody else's open batch becomes this operator's to finish; its lines keep their makers.
CREATE OR REPLACE FUNCTION rb.take_batch(the_key text, the_batch bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('take_batch', the_key, jsonb_build_object('batch', the_batch, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why you take it, in three letters or more'); END IF;
  SELECT x.* INTO b FROM batch x JOIN cashbook c ON c.id = x.cashbook_id WHERE x.id = the_batch AND c.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF x;
  IF NOT FOUND THEN PERFORM refuse('unknown_batch', format('there is no batch %s: rentbook batch list shows them', the_batch), to_jsonb(the_batch)); END IF;
  IF b.state <> 'open' THEN PERFORM refuse('batch_not_open', format('batch %s is %s', b.id, b.state), to_jsonb(b.id)); END IF;
  INSERT INTO batch_holder (batch_id, login, why) VALUES (b.id, session_user, why);
  UPDATE batch SET holder = session_user WHERE id = b.id;
  RETURN end_act('take_batch', the_key, jsonb_build_object('batch', b.id, 'from', b.holder, 'holder', session_user), 'batch ' || b.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.take_batch(text, bigint, text) TO @assistant@;
