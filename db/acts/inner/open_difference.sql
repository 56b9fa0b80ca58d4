-- A statement of the cashbook whose own balances and lines differ, which somebody accepted on loading; or why there is nothing to explain.
CREATE OR REPLACE FUNCTION rb.open_difference(c rb.cashbook, the_statement bigint, reason text) RETURNS rb.bank_statement
LANGUAGE plpgsql AS $$
DECLARE t bank_statement;
BEGIN
  SELECT * INTO t FROM bank_statement x WHERE x.id = the_statement AND x.cashbook_id = c.id;
  IF NOT FOUND THEN PERFORM refuse('unknown_statement', format('cashbook %s has no statement %s: rentbook bank list shows them', c.code, the_statement), to_jsonb(the_statement)); END IF;
  IF t.difference_pence = 0 THEN PERFORM refuse('no_difference', format('statement %s agrees with itself: what lies between two statements is a statement to load', t.id), to_jsonb(t.id)); END IF;
  IF (reason IN ('bank-error', 'enquiry', 'other')) IS NOT TRUE THEN PERFORM refuse('doc_wrong', 'what a statement lacks is explained by bank-error, enquiry or other', to_jsonb(reason)); END IF;
  RETURN t;
END $$;
