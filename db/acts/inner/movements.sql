-- Debits and credits of a landlord over some days of book date: each control account by itself (customers of a kind together, account nil), by code.
CREATE OR REPLACE FUNCTION rb.movements(the_landlord smallint, since date, until date) RETURNS TABLE (account_id bigint, kind text, code_id smallint, debit_pence bigint, credit_pence bigint)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT CASE WHEN a.status = 'control' THEN a.id ELSE 0 END, a.kind, m.code_id, sum(m.debit)::bigint, sum(m.credit)::bigint
  FROM (SELECT p.debit_account AS id, p.code_id, sum(p.pence) AS debit, 0::numeric AS credit FROM posting p WHERE p.landlord_id = the_landlord AND p.book_date BETWEEN since AND until GROUP BY 1, 2
    UNION ALL SELECT p.credit_account, p.code_id, 0, sum(p.pence) FROM posting p WHERE p.landlord_id = the_landlord AND p.book_date BETWEEN since AND until GROUP BY 1, 2) m
  JOIN account a ON a.id = m.id GROUP BY 1, 2, 3 $$;
