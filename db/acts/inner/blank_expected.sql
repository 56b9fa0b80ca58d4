-- What was said of an expected payment, or of why a line of the bank or an entry stands open, where it is of these accounts.
CREATE OR REPLACE FUNCTION rb.blank_expected(mine bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  UPDATE walk_item SET says = '' WHERE account_id = ANY (mine) AND says <> '';
  UPDATE bank_explained x SET words = '(erased)' WHERE x.words <> '(erased)' AND (
    x.line_id IN (SELECT w.line_id FROM bank_words w WHERE w.account_id = ANY (mine))
    OR x.entry_id IN (SELECT p.entry_id FROM posting p WHERE (p.debit_account = ANY (mine) OR p.credit_account = ANY (mine)) AND x.line IN (0, p.line)));
END $$;
