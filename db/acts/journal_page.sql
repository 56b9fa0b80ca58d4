-- The next postings after the one named, in the order of entries, lines and parts: page by page, so that no export is held whole.
CREATE OR REPLACE FUNCTION rb.journal_page(after_entry bigint, after_line int, after_part int, most int)
RETURNS TABLE (entry bigint, line int, part smallint, name text, landlord text, cashbook text, code text, debit bigint, credit bigint, pence bigint, effective date, booked date, posted_at timestamptz, batch bigint, reverses text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE mine smallint[] := whose_journal();
BEGIN
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('operator'); END IF;
  RETURN QUERY
    SELECT p.entry_id, p.line, p.part,
      entry_number(c.series, e.number) || '.' || p.line || CASE WHEN EXISTS (SELECT FROM posting o WHERE (o.entry_id, o.line, o.part) = (p.entry_id, p.line, 2)) THEN '.' || p.part ELSE '' END,
      l.code, coalesce(b.code, ''), t.code, p.debit_account, p.credit_account, p.pence, p.effective_date::date, p.book_date::date, e.made_at, e.batch_id, CASE WHEN r.entry_id IS NULL THEN '' ELSE proof_place(r.original_entry, r.original_line) END
    FROM (SELECT x.* FROM posting x WHERE (x.entry_id, x.line, x.part) > (after_entry, after_line, after_part) AND x.landlord_id = ANY (mine)
          ORDER BY x.entry_id, x.line, x.part LIMIT least(most, 50000)) p
      JOIN entry e ON e.id = p.entry_id JOIN chain c ON c.login = e.login JOIN landlord l ON l.id = p.landlord_id JOIN txn_code t ON t.id = p.code_id
      LEFT JOIN cashbook b ON b.id = p.cashbook_id LEFT JOIN reversal r ON (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part)
    ORDER BY p.entry_id, p.line, p.part;
END $$;
GRANT EXECUTE ON FUNCTION rb.journal_page(bigint, int, int, int) TO @operator@;
