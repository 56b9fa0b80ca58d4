-- The owner's word that all entries so far are a demo's made-up past: nobody pressed a key for them. Only a demo book has one.
CREATE OR REPLACE FUNCTION rb.seed_history() RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  IF (SELECT kind FROM book) <> 'demo' THEN PERFORM refuse('not_a_demo', 'only a demo book has a made-up past'); END IF;
  PERFORM suspense_items();
  INSERT INTO audit (act, subject, detail) SELECT 'seed_history', 'book', jsonb_object_agg(login, number) FROM chain;
END $$;
