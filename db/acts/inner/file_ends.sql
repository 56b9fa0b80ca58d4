-- A file whose batch is abandoned or reversed is live no more: it, and its payments, may come again. A credit that waited for it waits on; bank lines that were to be its receipts, or a keyed batch's, are open again.
CREATE OR REPLACE FUNCTION rb.file_ends(the_batch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE f bigint;
BEGIN
  UPDATE payment_file SET live = false WHERE batch_id = the_batch RETURNING id INTO f;
  IF FOUND THEN
    UPDATE file_line SET live = false WHERE file_id = f AND live;
    UPDATE bank_match SET file_id = NULL WHERE file_id = f AND kind = 'lump' AND live;
  END IF;
  UPDATE bank_receipt SET live = false WHERE batch_id = the_batch AND live;
END $$;
