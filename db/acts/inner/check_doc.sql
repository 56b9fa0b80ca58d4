-- What a line's document may hold: amounts and accounts as numbers, the rest as text, parts as a list; nothing is guessed.
CREATE OR REPLACE FUNCTION rb.check_doc(doc jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE wrong text;
BEGIN
  IF jsonb_typeof(doc) IS DISTINCT FROM 'object' THEN PERFORM refuse('doc_wrong', 'a line is a document of its fields'); END IF;
  SELECT key INTO wrong FROM jsonb_each(doc) WHERE jsonb_typeof(value) NOT IN ('null', CASE WHEN key IN ('account_id', 'pence', 'score') THEN 'number' WHEN key = 'parts' THEN 'array' ELSE 'string' END) LIMIT 1;
  IF wrong IS NULL THEN
    SELECT 'parts' INTO wrong FROM jsonb_array_elements(coalesce(nullif(doc -> 'parts', 'null'), '[]')) p
      WHERE (jsonb_typeof(p), jsonb_typeof(p -> 'account_id'), jsonb_typeof(p -> 'pence')) IS DISTINCT FROM ('object', 'number', 'number') LIMIT 1;
  END IF;
  IF wrong IS NOT NULL THEN PERFORM refuse('doc_wrong', format('%s is not of its kind: amounts and accounts are whole numbers, dates and words are text', left(wrong, 40)), to_jsonb(left(wrong, 40))); END IF;
END $$;
