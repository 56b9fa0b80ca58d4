-- The bank's side: each statement shows what its balances say, each match agrees to the penny on both sides and in what it posted, each clearing holds exactly what stands open on it,
-- what a match is apart was posted, a bank line is money once, and a file, its batch, its bank credit and its clearing come to the same.
CREATE OR REPLACE FUNCTION rb.proof_bank() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'statement', 'statement ' || s.id, format('its lines come to %s, its balances say %s', in_pounds(l.pence), in_pounds(s.closing_pence - s.opening_pence - s.difference_pence)) FROM bank_statement s
      CROSS JOIN LATERAL (SELECT coalesce(sum(b.pence), 0)::bigint AS pence FROM bank_statement_line i JOIN bank_line b ON b.id = i.line_id WHERE i.statement_id = s.id) l WHERE l.pence <> s.closing_pence - s.opening_pence - s.difference_pence;
  RETURN QUERY
    WITH m AS (
      SELECT x.*, (SELECT coalesce(sum(b.pence), 0)::bigint FROM bank_match_line i JOIN bank_line b ON b.id = i.line_id WHERE i.match_id = x.id AND i.live) AS lines,
        (SELECT coalesce(sum(i.pence), 0)::bigint FROM bank_match_entry i WHERE i.match_id = x.id AND i.live) AS entries,
        (SELECT coalesce(sum(e.pence), 0)::bigint FROM bank_match_entry i CROSS JOIN LATERAL cash_effect(x.cashbook_id, i.entry_id, i.line) e WHERE i.match_id = x.id AND i.live) AS did,
        EXISTS (SELECT FROM reversal r WHERE r.original_entry = x.entry_id) AS taken_back FROM bank_match x)
    SELECT 'match', 'match ' || m.id, CASE WHEN m.live AND m.lines <> m.pence THEN format('its bank lines come to %s, it says %s', in_pounds(m.lines), in_pounds(m.pence))
        WHEN m.live AND m.kind <> 'lump' AND m.entries <> m.pence THEN format('the bank has %s, its entries come to %s', in_pounds(m.pence), in_pounds(m.entries))
        WHEN m.live AND m.entries <> m.did THEN format('its entries moved %s, it says %s', in_pounds(m.did), in_pounds(m.entries))
        WHEN m.live AND m.taken_back THEN 'stands, but what it posted is reversed' ELSE 'is undone, but what it posted stands' END
    FROM m WHERE m.live AND (m.lines <> m.pence OR m.kind <> 'lump' AND m.entries <> m.pence OR m.entries <> m.did OR m.taken_back) OR NOT m.live AND m.entry_id IS NOT NULL AND NOT m.taken_back;
  RETURN QUERY                                                           -- what matches took off a clearing is what the bank met, so that it holds what stands open on it and what waits for a schedule
    WITH clearing AS (SELECT a.id, a.cashbook_id, a.kind FROM account a WHERE a.status = 'control' AND a.cashbook_id IS NOT NULL AND a.kind LIKE '%-clearing'),
    met AS (SELECT c.id, sum(CASE WHEN p.debit_account = c.id THEN p.pence ELSE -p.pence END)::bigint AS pence FROM clearing c JOIN bank_match_entry i ON i.live JOIN bank_match m ON m.id = i.match_id AND m.kind <> 'lump' AND m.cashbook_id = c.cashbook_id
        JOIN posting p ON p.entry_id = i.entry_id AND p.line BETWEEN i.line AND coalesce(nullif(i.line, 0), 1000000) AND c.id IN (p.debit_account, p.credit_account) GROUP BY c.id),
    moved AS (SELECT c.id, sum(CASE WHEN p.debit_account = c.id THEN p.pence ELSE -p.pence END)::bigint AS pence FROM clearing c JOIN bank_match m ON m.live AND m.entry_id IS NOT NULL AND m.kind <> 'lump' AND m.cashbook_id = c.cashbook_id
        JOIN posting p ON p.entry_id = m.entry_id AND c.id IN (p.debit_account, p.credit_account) GROUP BY c.id)
    SELECT 'clearing', 'account ' || c.id, format('matches took %s from it, the bank met %s', in_pounds(coalesce(met.pence, 0)), in_pounds(-coalesce(moved.pence, 0))) FROM clearing c LEFT JOIN met USING (id) LEFT JOIN moved USING (id)
    WHERE coalesce(met.pence, 0) + coalesce(moved.pence, 0) <> 0;
  RETURN QUERY
    SELECT 'tolerance', 'match ' || m.id, format('bank and cashbook are %s apart in it, %s went to bank differences', in_pounds(m.apart_pence), in_pounds(d.pence))
    FROM bank_match m CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN g.credit_account = a.id THEN g.pence ELSE -g.pence END), 0)::bigint AS pence FROM posting g JOIN account a ON a.id IN (g.debit_account, g.credit_account) AND a.kind = 'bank-differences' AND a.cashbook_id = m.cashbook_id
      WHERE g.entry_id = m.entry_id) d WHERE d.pence <> m.apart_pence;
  RETURN QUERY
    SELECT 'bank', 'bank line ' || r.line_id, format('is line %s of batch %s, %s', r.line, r.batch_id, CASE WHEN k.pence <> l.pence THEN format('which says %s, the bank %s', in_pounds(k.pence), in_pounds(l.pence)) WHEN k.state = 'struck' THEN 'which is struck' ELSE 'which is posted and not matched to it' END)
    FROM bank_receipt r JOIN bank_line l ON l.id = r.line_id JOIN batch b ON b.id = r.batch_id LEFT JOIN batch_line k ON (k.batch_id, k.line) = (r.batch_id, r.line)
    WHERE r.live AND (CASE WHEN k.debit THEN -k.pence ELSE k.pence END <> l.pence OR k.state = 'struck' OR b.state = 'posted' AND NOT EXISTS (SELECT FROM bank_match_line i JOIN bank_match m ON m.id = i.match_id AND m.kind = 'receipts' WHERE i.line_id = r.line_id AND i.live));
  RETURN QUERY
    SELECT 'tie', 'file ' || f.id, format('its batch comes to %s, its bank credit to %s, its clearing was relieved of %s', in_pounds(b.control_pence), in_pounds(m.pence), in_pounds(p.pence))
    FROM bank_match m JOIN payment_file f ON f.id = m.file_id JOIN batch b ON b.id = f.batch_id CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN a.kind LIKE '%-clearing' THEN CASE WHEN g.credit_account = a.id THEN g.pence ELSE -g.pence END END), 0)::bigint AS pence
      FROM posting g JOIN account a ON a.id IN (g.debit_account, g.credit_account) WHERE g.entry_id = m.entry_id) p
    WHERE m.live AND (m.pence <> b.control_pence OR m.kind <> 'receipts' AND p.pence <> b.control_pence OR NOT f.live AND m.sheet IS NULL);
END $$;
