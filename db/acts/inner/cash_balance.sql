-- What a cashbook's bank and clearings hold at the end of a day, from postings by book date alone.
CREATE OR REPLACE FUNCTION rb.cash_balance(c smallint, until date) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE ids bigint[] := cash_accounts(c);
BEGIN
  RETURN (SELECT coalesce(sum(p.pence), 0) FROM posting p WHERE p.debit_account = ANY (ids) AND p.book_date <= until)
    - (SELECT coalesce(sum(p.pence), 0) FROM posting p WHERE p.credit_account = ANY (ids) AND p.book_date <= until);
END $$;
