-- Every account of this operator's landlords as a journal names it, with the balance the book keeps of customer accounts.
CREATE OR REPLACE FUNCTION rb.journal_accounts() RETURNS TABLE (account bigint, landlord text, kind text, reference text, cashbook text, pence bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('operator'); END IF;
  RETURN QUERY
    SELECT a.id, l.code, a.kind, a.ref::text, coalesce(c.code, ''), CASE WHEN a.status <> 'control' THEN coalesce(b.pence, 0) END
    FROM account a JOIN landlord l ON l.id = a.landlord_id LEFT JOIN cashbook c ON c.id = a.cashbook_id LEFT JOIN balance b ON b.account_id = a.id
    WHERE a.landlord_id = ANY (whose_journal()) ORDER BY a.id;
END $$;
GRANT EXECUTE ON FUNCTION rb.journal_accounts() TO @operator@;
