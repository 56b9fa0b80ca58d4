-- A file whose batch is abandoned or reversed is live no more: it, and its payments, may come again.
CREATE OR REPLACE FUNCTION rb.file_ends(the_batch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE f bigint;
BEGIN
  UPDATE payment_file SET live = false WHERE batch_id = the_batch RETURNING id INTO f;
  IF FOUND THEN UPDATE file_line SET live = false WHERE file_id = f AND live; END IF;
END $$;
