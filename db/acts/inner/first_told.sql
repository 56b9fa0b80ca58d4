-- The first day that a cashbook's statements tell of, with the balance it opened with; none: null.
CREATE OR REPLACE FUNCTION rb.first_told(c smallint, OUT day date, OUT pence bigint)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT coalesce(t.from_day, (SELECT min(l.day) FROM bank_statement_line i JOIN bank_line l ON l.id = i.line_id WHERE i.statement_id = t.id), t.to_day), coalesce(t.opening_pence, 0)
  FROM bank_statement t WHERE t.cashbook_id = c ORDER BY t.to_day, t.id LIMIT 1 $$;
