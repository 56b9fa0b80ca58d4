-- No posting without its entry, accounts, code and cashbook, all of one landlord; no reversal that is not the mirror of what it reverses;
-- no correction that is not what it corrects, on another account.
CREATE OR REPLACE FUNCTION rb.proof_links() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'orphan', proof_place(p.entry_id, p.line, p.part), CASE
      WHEN e.id IS NULL THEN 'has no entry' WHEN d.id IS NULL THEN format('debits account %s, which does not exist', p.debit_account)
      WHEN c.id IS NULL THEN format('credits account %s, which does not exist', p.credit_account) WHEN t.id IS NULL THEN format('has code %s, which does not exist', p.code_id)
      WHEN p.cashbook_id IS NOT NULL AND b.id IS NULL THEN format('names cashbook %s, which does not exist', p.cashbook_id) ELSE 'mixes landlords' END
    FROM posting p LEFT JOIN entry e ON e.id = p.entry_id LEFT JOIN account d ON d.id = p.debit_account LEFT JOIN account c ON c.id = p.credit_account
      LEFT JOIN txn_code t ON t.id = p.code_id LEFT JOIN cashbook b ON b.id = p.cashbook_id
    WHERE e.id IS NULL OR t.id IS NULL OR (d.landlord_id = p.landlord_id AND c.landlord_id = p.landlord_id) IS NOT TRUE OR p.cashbook_id IS NOT NULL AND b.landlord_id IS DISTINCT FROM p.landlord_id;
  RETURN QUERY
    SELECT 'orphan', format('batch %s line %s', t.batch_id, t.line), 'a part without its line' FROM line_part t WHERE NOT EXISTS (SELECT FROM batch_line l WHERE (l.batch_id, l.line) = (t.batch_id, t.line));
  RETURN QUERY
    SELECT 'orphan', format('batch %s line %s', l.batch_id, l.line), CASE WHEN b.id IS NULL THEN 'a line without its batch' ELSE format('names account %s, which does not exist', l.account_id) END
    FROM batch_line l LEFT JOIN batch b ON b.id = l.batch_id LEFT JOIN account a ON a.id = l.account_id WHERE b.id IS NULL OR l.account_id IS NOT NULL AND a.id IS NULL;
  RETURN QUERY
    SELECT 'orphan', format('file %s row %s', l.file_id, l.line), CASE WHEN f.id IS NULL THEN 'a line without its file' ELSE format('names account %s, which does not exist', l.account_id) END
    FROM file_line l LEFT JOIN payment_file f ON f.id = l.file_id LEFT JOIN account a ON a.id = l.account_id WHERE f.id IS NULL OR l.account_id IS NOT NULL AND a.id IS NULL;
  RETURN QUERY
    SELECT 'reversal', proof_place(r.entry_id, r.line, r.part), format('is not the mirror of %s', proof_place(r.original_entry, r.original_line, r.original_part))
    FROM reversal r LEFT JOIN posting o ON (o.entry_id, o.line, o.part) = (r.original_entry, r.original_line, r.original_part)
      LEFT JOIN posting n ON (n.entry_id, n.line, n.part) = (r.entry_id, r.line, r.part)
    WHERE (o.debit_account, o.credit_account, o.pence, o.code_id, o.effective_date, o.landlord_id, coalesce(o.cashbook_id, 0))
      IS DISTINCT FROM (n.credit_account, n.debit_account, n.pence, n.code_id, n.effective_date, n.landlord_id, coalesce(n.cashbook_id, 0));
  RETURN QUERY
    SELECT 'reversal', proof_place(p.entry_id, p.line, p.part), 'stands in a reversal and reverses nothing'
    FROM entry e JOIN posting p ON p.entry_id = e.id LEFT JOIN reversal r ON (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part) WHERE e.kind = 'reversal' AND r.entry_id IS NULL;
  RETURN QUERY
    SELECT 'correction', proof_place(r.entry_id, r.line, r.part), format('is not %s on another account', proof_place(r.original_entry, r.original_line, r.original_part))
    FROM correction r LEFT JOIN posting o ON (o.entry_id, o.line, o.part) = (r.original_entry, r.original_line, r.original_part)
      LEFT JOIN posting n ON (n.entry_id, n.line, n.part) = (r.entry_id, r.line, r.part)
    WHERE (o.debit_account, o.pence, o.code_id, o.effective_date, o.landlord_id, o.cashbook_id) IS DISTINCT FROM (n.debit_account, n.pence, n.code_id, n.effective_date, n.landlord_id, n.cashbook_id)
       OR o.credit_account IS NOT DISTINCT FROM n.credit_account;
  RETURN QUERY
    SELECT 'correction', proof_place(p.entry_id, p.line, p.part), 'stands in a correction and corrects nothing'
    FROM entry e JOIN posting p ON p.entry_id = e.id LEFT JOIN correction r ON (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part) WHERE e.kind = 'correction' AND r.entry_id IS NULL;
END $$;
