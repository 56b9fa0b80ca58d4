-- A debit run's lines become charges: each account is debited, the income its code belongs to credited; no cashbook has to do with it.
CREATE OR REPLACE FUNCTION rb.charge_lines(e bigint, the_batch bigint, OUT lines int, OUT pence bigint, OUT to_suspense boolean, OUT words text)
LANGUAGE sql AS $$
  WITH made AS (
    INSERT INTO posting AS g (entry_id, line, part, landlord_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, l.line, 1, c.landlord_id, k.id, l.account_id, control_account(c.landlord_id, CASE k.grp
        WHEN 'garage' THEN 'garage-income' WHEN 'repairs' THEN 'recharge-income' WHEN 'court' THEN 'court-cost-income' WHEN 'sundry' THEN 'sundry-income' ELSE 'rent-income' END),
      l.pence, l.effective_date, b.book_date
    FROM batch b JOIN cashbook c ON c.id = b.cashbook_id JOIN stream s ON s.id = b.stream_id JOIN batch_line l ON l.batch_id = b.id AND l.state = 'kept' JOIN txn_code k ON k.id = coalesce(l.code_id, s.code_id)
    WHERE b.id = the_batch ORDER BY l.line
    RETURNING g.line, g.pence, posting_text(g) AS words)
  SELECT count(*)::int, sum(m.pence)::bigint, false, string_agg(m.words, E'\n' ORDER BY m.line) FROM made m $$;
