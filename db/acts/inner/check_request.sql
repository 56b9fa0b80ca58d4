-- What a request's document may hold: amounts and numbers as whole numbers, lists as lists, yes and no as such, the rest as text.
CREATE OR REPLACE FUNCTION rb.check_request(doc jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
  IF jsonb_typeof(doc) IS DISTINCT FROM 'object' THEN PERFORM refuse('doc_wrong', 'a request is a document of its fields'); END IF;
  SELECT key INTO wrong FROM jsonb_each(doc) WHERE jsonb_typeof(value) IS DISTINCT FROM CASE WHEN key IN ('account_id', 'to_account_id', 'pence', 'day_pence', 'tolerance_pence', 'item_id', 'line', 'schedule_id', 'draft_id') THEN 'number'
    WHEN key IN ('offsets', 'documents', 'landlords') THEN 'array' WHEN key IN ('consent', 'executor', 'suspended', 'standing') THEN 'boolean' WHEN key IN ('limits', 'value') THEN jsonb_typeof(value) ELSE 'string' END LIMIT 1;
  IF wrong IS NULL THEN
    SELECT 'offsets' INTO wrong FROM jsonb_array_elements(coalesce(doc -> 'offsets', '[]')) o WHERE (jsonb_typeof(o), jsonb_typeof(o -> 'account_id'), jsonb_typeof(o -> 'pence')) IS DISTINCT FROM ('object', 'number', 'number') LIMIT 1; END IF;
  IF wrong IS NULL THEN
    SELECT 'documents' INTO wrong FROM jsonb_array_elements(coalesce(doc -> 'documents', '[]')) o WHERE (jsonb_typeof(o -> 'name') = 'string' AND o ->> 'digest' ~ '^[0-9a-f]{64}$') IS NOT TRUE LIMIT 1; END IF;
  IF wrong IS NOT NULL THEN PERFORM refuse('doc_wrong', format('%s is not of its kind: amounts and accounts are whole numbers, dates and words are text', left(wrong, 40)), to_jsonb(left(wrong, 40))); END IF;
  IF looks_like_card(concat_ws('|', doc ->> 'why', doc ->> 'words', doc ->> 'payee', doc ->> 'override', doc ->> 'roll')) THEN
    PERFORM refuse('card_number', 'that looks like a card number: never keep one, only the provider''s reference'); END IF;
  IF (doc ->> 'pence')::bigint NOT BETWEEN 1 AND 100000000 THEN PERFORM refuse('amount_out_of_range', 'an amount is between 0.01 and 1,000,000.00', doc -> 'pence'); END IF;
END $$;
