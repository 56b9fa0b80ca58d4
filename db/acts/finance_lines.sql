-- The lines of an exported journal: by landlord, month of book date, code, and what was debited and credited; the same again whenever it is asked.
CREATE OR REPLACE FUNCTION rb.finance_lines(the_number int) RETURNS TABLE (landlord text, month text, code text, name text, debit text, credit text, postings bigint, pence bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE x finance_export;
BEGIN
  PERFORM need_group('supervisor');
  IF NOT has_every_landlord() THEN PERFORM refuse('not_permitted', 'the journal is of every landlord: somebody who sees them all exports it'); END IF;
  SELECT * INTO x FROM finance_export f WHERE f.number = the_number;
  IF NOT FOUND THEN PERFORM refuse('no_export', format('there is no export %s', the_number), to_jsonb(the_number)); END IF;
  RETURN QUERY
    SELECT l.code, to_char(p.book_date, 'YYYY-MM'), t.code, t.name, CASE WHEN d.status = 'control' THEN d.ref::text ELSE 'customers:' || d.kind END, CASE WHEN k.status = 'control' THEN k.ref::text ELSE 'customers:' || k.kind END,
      count(*), sum(p.pence)::bigint
    FROM entry e JOIN posting p ON p.entry_id = e.id JOIN landlord l ON l.id = p.landlord_id JOIN txn_code t ON t.id = p.code_id JOIN account d ON d.id = p.debit_account JOIN account k ON k.id = p.credit_account
    WHERE e.number > coalesce((x.after_heads ->> e.login::text)::int, 0) AND e.number <= coalesce((x.heads ->> e.login::text)::int, 0)
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 6;
END $$;
GRANT EXECUTE ON FUNCTION rb.finance_lines(int) TO @supervisor@;
