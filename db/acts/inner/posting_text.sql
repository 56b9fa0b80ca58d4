-- A posting as the chain hashes it: ids, amounts, dates and code. No names, no words.
CREATE OR REPLACE FUNCTION rb.posting_text(p rb.posting) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT concat_ws('|', (p).line, (p).part, (p).landlord_id, coalesce((p).cashbook_id, 0), (p).code_id, (p).debit_account, (p).credit_account, (p).pence,
    (p).effective_date - date '2000-01-01', (p).book_date - date '2000-01-01') $$;
