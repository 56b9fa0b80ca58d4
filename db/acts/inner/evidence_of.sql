-- All that a decision of a request rests on as the book stands now: its facts, what speaks for and against where it pays to, and the digest of the words to the tenant. Ids, codes, amounts and dates only.
CREATE OR REPLACE FUNCTION rb.evidence_of(r rb.request) RETURNS jsonb
LANGUAGE sql AS $$
  SELECT facts_of(r)
    || CASE WHEN r.sort_code IS NULL THEN '{}' ELSE jsonb_build_object('payee', payee_evidence(r)) END
    || CASE WHEN r.words = '' THEN '{}' ELSE jsonb_build_object('words', encode(sha256(convert_to(r.words, 'UTF8')), 'hex')) END $$;
