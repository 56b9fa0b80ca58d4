-- What each entry's line did to a cashbook's bank and clearings: of some days of book date, and of those carried over from before ([[entry, line], …], line 0: all of them); lines that left them as they were are none.
-- The cut-off's own entry stands on the days of its items, whenever it was posted; its first line is the bank's balance and no item. Of what an older sheet carried whole, what a signed match met is none.
CREATE OR REPLACE FUNCTION rb.cash_entries(c smallint, since date, until date, carried jsonb) RETURNS TABLE (entry_id bigint, line int, day date, pence bigint)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE ids bigint[] := cash_accounts(c); cut bigint := (SELECT o.entry_id FROM cashbook_opening o WHERE o.cashbook_id = c);
BEGIN
  RETURN QUERY
    SELECT g.entry_id, g.line, min(g.day)::date, sum(CASE WHEN g.debit_account = ANY (ids) THEN g.pence ELSE 0 END - CASE WHEN g.credit_account = ANY (ids) THEN g.pence ELSE 0 END)::bigint
    FROM (
      SELECT p.entry_id, p.line, p.book_date AS day, p.pence, p.debit_account, p.credit_account FROM posting p WHERE p.book_date > since AND p.book_date <= until AND p.entry_id IS DISTINCT FROM cut AND (p.debit_account = ANY (ids) OR p.credit_account = ANY (ids))
      UNION ALL SELECT p.entry_id, p.line, CASE WHEN p.entry_id = cut THEN p.effective_date ELSE p.book_date END, p.pence, p.debit_account, p.credit_account
      FROM jsonb_array_elements(carried) x JOIN posting p ON p.entry_id = (x ->> 0)::bigint AND ((x ->> 1)::int = p.line OR (x ->> 1)::int = 0 AND NOT EXISTS (
        SELECT FROM bank_match_entry y JOIN bank_match k ON k.id = y.match_id JOIN proof_sheet s ON s.id = k.sheet AND s.day <= since WHERE y.live AND y.entry_id = p.entry_id AND y.line IN (0, p.line)))
      WHERE p.entry_id IS DISTINCT FROM cut OR p.line > 1) g
    GROUP BY g.entry_id, g.line HAVING sum(CASE WHEN g.debit_account = ANY (ids) THEN g.pence ELSE 0 END - CASE WHEN g.credit_account = ANY (ids) THEN g.pence ELSE 0 END) <> 0;
END $$;
