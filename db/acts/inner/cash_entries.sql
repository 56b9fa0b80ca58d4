-- What each entry's line did to a cashbook's bank and clearings: of some days of book date, and of older entries named; lines that left them as they were are none.
-- The cut-off's own entry stands on the days of its items, whenever it was posted; its first line is the bank's balance and no item.
CREATE OR REPLACE FUNCTION rb.cash_entries(c smallint, since date, until date, named bigint[]) RETURNS TABLE (entry_id bigint, line int, day date, pence bigint)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE ids bigint[] := cash_accounts(c); cut bigint := (SELECT o.entry_id FROM cashbook_opening o WHERE o.cashbook_id = c);
BEGIN
  RETURN QUERY
    SELECT g.entry_id, g.line, min(g.day)::date, sum(CASE WHEN g.debit_account = ANY (ids) THEN g.pence ELSE 0 END - CASE WHEN g.credit_account = ANY (ids) THEN g.pence ELSE 0 END)::bigint
    FROM (
      SELECT p.entry_id, p.line, p.book_date AS day, p.pence, p.debit_account, p.credit_account FROM posting p WHERE p.book_date > since AND p.book_date <= until AND p.entry_id IS DISTINCT FROM cut AND (p.debit_account = ANY (ids) OR p.credit_account = ANY (ids))
      UNION ALL SELECT p.entry_id, p.line, p.book_date, p.pence, p.debit_account, p.credit_account FROM posting p WHERE p.entry_id = ANY (named) AND p.book_date <= since AND p.entry_id IS DISTINCT FROM cut
      UNION ALL SELECT p.entry_id, p.line, p.effective_date, p.pence, p.debit_account, p.credit_account FROM posting p WHERE p.entry_id = cut AND cut = ANY (named) AND p.line > 1) g
    GROUP BY g.entry_id, g.line HAVING sum(CASE WHEN g.debit_account = ANY (ids) THEN g.pence ELSE 0 END - CASE WHEN g.credit_account = ANY (ids) THEN g.pence ELSE 0 END) <> 0;
END $$;
