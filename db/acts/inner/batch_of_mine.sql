-- The open batch this operator holds, locked; or why not.
CREATE OR REPLACE FUNCTION rb.batch_of_mine(the_batch bigint) RETURNS rb.batch
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE b batch;
BEGIN
  SELECT x.* INTO b FROM batch x JOIN cashbook c ON c.id = x.cashbook_id WHERE x.id = the_batch AND c.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF x;
  IF NOT FOUND THEN PERFORM refuse('unknown_batch', format('there is no batch %s: rentbook batch list shows them', the_batch), to_jsonb(the_batch)); END IF;
  IF b.state <> 'open' THEN PERFORM refuse('batch_not_open', format('batch %s is %s: open another', the_batch, b.state), to_jsonb(the_batch)); END IF;
  IF b.holder <> session_user THEN
    PERFORM refuse('not_your_batch', format('batch %s is held by %s: take it with a reason first', the_batch, b.holder), to_jsonb(the_batch)); END IF;
  RETURN b;
END $$;
