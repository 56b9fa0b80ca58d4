-- An open blind batch of one of this operator's landlords, locked; or why not.
CREATE OR REPLACE FUNCTION rb.blind_batch(the_batch bigint) RETURNS rb.batch
LANGUAGE plpgsql AS $$
DECLARE b batch;
BEGIN
  SELECT x.* INTO b FROM batch x JOIN cashbook c ON c.id = x.cashbook_id WHERE x.id = the_batch AND c.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF x;
  IF NOT FOUND THEN PERFORM refuse('unknown_batch', format('there is no batch %s: rentbook batch list shows them', the_batch), to_jsonb(the_batch)); END IF;
  IF b.state <> 'open' THEN PERFORM refuse('batch_not_open', format('batch %s is %s', b.id, b.state), to_jsonb(b.id)); END IF;
  IF NOT b.blind THEN PERFORM refuse('not_blind', format('batch %s is not keyed twice: its lines are posted as they are', b.id), to_jsonb(b.id)); END IF;
  RETURN b;
END $$;
