-- A payment file becomes an open batch, or of several cashbooks one batch each: all or nothing.
-- doc: of one cashbook load, cashbook, stream, payer, name, file (hex), profile {name, version, digest, words}, lines, gross_pence, recovery_pence, net_pence, declared_pence, digest (hex, of the staged lines),
--   effective_date, book_date, replaces, bank (where the file is the bank's own: inner/bank_of_file); of several files [doc, …], each with a load of its own
CREATE OR REPLACE FUNCTION rb.load_file(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; files jsonb := CASE WHEN doc ? 'files' THEN doc -> 'files' ELSE jsonb_build_array(doc) END; one jsonb; told jsonb := '[]';
BEGIN
  -- the same file, whatever its name and whatever matching has learnt since
  done := begin_act('load_file', the_key, CASE WHEN doc ? 'files' THEN (SELECT jsonb_agg(x - 'load' - 'digest' - 'name' - 'bank') FROM jsonb_array_elements(files) x) ELSE doc - 'load' - 'digest' - 'name' - 'bank' END);
  IF done IS NOT NULL THEN
    DELETE FROM stage_file_line s USING jsonb_array_elements(files) x WHERE s.load = (x ->> 'load')::uuid AND s.maker = session_user;
    DELETE FROM stage_bank_line s USING jsonb_array_elements(files) x WHERE s.load = (x ->> 'load')::uuid AND s.maker = session_user;
    RETURN done; END IF;
  PERFORM lock_bank(ARRAY(SELECT c.id FROM jsonb_array_elements(files) x JOIN cashbook c ON c.code = x ->> 'cashbook' WHERE x ? 'bank'));
  FOR one IN SELECT x FROM jsonb_array_elements(files) x LOOP told := told || take_file(one); END LOOP;
  RETURN end_act('load_file', the_key, CASE WHEN doc ? 'files' THEN jsonb_build_object('files', told) ELSE told -> 0 END, (SELECT 'file ' || string_agg(x ->> 'file', ', ') FROM jsonb_array_elements(told) x));
END $$;
GRANT EXECUTE ON FUNCTION rb.load_file(text, jsonb) TO @assistant@;
