-- A published table of sort codes as the office has it; the same bytes again are the same table, loaded anew only when another stands.
-- doc: kind, version, dated, words (checked by the program), digest (hex)
CREATE OR REPLACE FUNCTION rb.load_table(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; d bytea := sha256(convert_to(doc ->> 'words', 'UTF8')); n int; wrong int; shape text;
BEGIN
  done := begin_act('load_table', the_key, doc - 'words', 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF encode(d, 'hex') IS DISTINCT FROM doc ->> 'digest' THEN PERFORM refuse('stage_differs', 'the table arrived other than it was sent: send it again'); END IF;
  IF (doc ->> 'dated')::date > today() THEN PERFORM refuse('date_in_future', 'a table is in force from a day that has come: say --dated', doc -> 'dated'); END IF;
  shape := CASE doc ->> 'kind' WHEN 'valacdos' THEN '^\s*\d{6}\s+\d{6}\s+(MOD10|MOD11|DBLAL)(\s+\d{1,3}){14}(\s+\d{1,2})?\s*$' WHEN 'scsubtab' THEN '^\s*\d{6}\s+\d{6}\s*$' END;
  IF shape IS NULL THEN PERFORM refuse('doc_wrong', 'a table is valacdos or scsubtab', doc -> 'kind'); END IF;
  SELECT count(*), count(*) FILTER (WHERE l !~ shape) INTO n, wrong FROM regexp_split_to_table(doc ->> 'words', '\r?\n') l WHERE l ~ '\S';
  IF n = 0 OR wrong > 0 THEN PERFORM refuse('table_wrong', format('%s of its lines are no rows of %s: is it the published file?', wrong, doc ->> 'kind')); END IF;
  IF (SELECT digest FROM reference_table WHERE kind = doc ->> 'kind' ORDER BY id DESC LIMIT 1) IS DISTINCT FROM d THEN
    INSERT INTO reference_table (kind, version, dated, digest, words, lines) VALUES (doc ->> 'kind', doc ->> 'version', (doc ->> 'dated')::date, d, doc ->> 'words', n); END IF;
  RETURN end_act('load_table', the_key, jsonb_build_object('kind', doc -> 'kind', 'version', doc -> 'version', 'dated', doc -> 'dated', 'rows', n), 'table ' || (doc ->> 'kind'));
END $$;
GRANT EXECUTE ON FUNCTION rb.load_table(text, jsonb) TO @supervisor@;
