-- The open batch this operator holds, locked; or why not.
CREATE OR REPLACE FUNCTION rb.batch_of_mine(the_batch bigint) RETURNS rb.batch
LANGUAGE plpgsql AS $$
DECLARE b batch; home smallint;
BEGIN
  SELECT * INTO b FROM batch x WHERE x.id = the_batch FOR NO KEY UPDATE;
  SELECT landlord_id INTO home FROM cashbook WHERE id = b.cashbook_id;
  IF home IS NULL OR EXISTS (SELECT FROM operator_landlord WHERE login = session_user) AND home <> ALL (my_landlords()) THEN
    PERFORM refuse('unknown_batch', format('there is no batch %s: rentbook batch list shows them', the_batch), to_jsonb(the_batch)); END IF;
  IF b.state <> 'open' THEN PERFORM refuse('batch_not_open', format('batch %s is %s: open another', the_batch, b.state), to_jsonb(the_batch)); END IF;
  IF b.holder <> session_user THEN
    PERFORM refuse('not_your_batch', format('batch %s is held by %s: take it with a reason first', the_batch, b.holder), to_jsonb(the_batch)); END IF;
  RETURN b;
END $$;
