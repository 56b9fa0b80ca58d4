-- Each landlord's debits and credits to the end of a day by account and code: closed periods from what was kept of them, the rest from postings.
CREATE OR REPLACE FUNCTION rb.trial_balance(until date) RETURNS TABLE (landlord text, account text, kind text, code text, class text, debit_pence bigint, credit_pence bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('operator');
  RETURN QUERY
    WITH kept AS (
      SELECT p.landlord_id, p.first, p.last, p.id FROM period p WHERE p.landlord_id = ANY (my_landlords()) AND p.closed_at IS NOT NULL AND p.last <= until AND EXISTS (SELECT FROM period_total t WHERE t.period_id = p.id)),
    open_days AS (
      SELECT p.landlord_id, p.first, least(p.last, until) AS last FROM period p WHERE p.landlord_id = ANY (my_landlords()) AND p.first <= until AND NOT EXISTS (SELECT FROM kept k WHERE k.id = p.id)),
    every AS (
      SELECT k.landlord_id, t.account_id, t.kind, t.code_id, t.debit_pence, t.credit_pence FROM kept k JOIN period_total t ON t.period_id = k.id
      UNION ALL SELECT o.landlord_id, m.account_id, m.kind, m.code_id, m.debit_pence, m.credit_pence FROM open_days o, LATERAL movements(o.landlord_id, o.first, o.last) m)
    SELECT l.code, coalesce(a.ref::text, 'customers'), e.kind, x.code, x.class, sum(e.debit_pence)::bigint, sum(e.credit_pence)::bigint
    FROM every e JOIN landlord l ON l.id = e.landlord_id JOIN txn_code x ON x.id = e.code_id LEFT JOIN account a ON a.id = e.account_id AND e.account_id > 0
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4;
END $$;
GRANT EXECUTE ON FUNCTION rb.trial_balance(date) TO @operator@;
