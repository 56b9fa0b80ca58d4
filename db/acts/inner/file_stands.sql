-- Refuses what is loaded already, naming who, when and where it stands.
CREATE OR REPLACE FUNCTION rb.file_stands(the_file bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE f record;
BEGIN
  SELECT x.id, x.login, x.at, x.batch_id, b.state INTO f FROM payment_file x JOIN batch b ON b.id = x.batch_id WHERE x.id = the_file;
  PERFORM refuse('file_loaded', format('this file is loaded already: file %s by %s on %s, batch %s is %s; to load a corrected one, abandon that batch or reverse the file first',
    f.id, f.login, to_char(f.at, 'DD Mon HH24:MI'), f.batch_id, f.state), jsonb_build_object('file', f.id, 'batch', f.batch_id, 'login', f.login));
END $$;
