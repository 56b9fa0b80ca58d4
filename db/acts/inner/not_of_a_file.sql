-- Lines of a payment file are its payer's words: they are settled, never keyed, amended or struck; the control is the file's own.
CREATE OR REPLACE FUNCTION rb.not_of_a_file(the_batch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE f bigint;
BEGIN
  SELECT id INTO f FROM payment_file WHERE batch_id = the_batch;
  IF FOUND THEN PERFORM refuse('of_a_file', format('batch %s is of file %s: settle its lines there, or abandon it and load a corrected file', the_batch, f), to_jsonb(f)); END IF;
END $$;
