-- What the bank itself says a cashbook's account held at the end of a day: the last statement that tells, and the lines since; null where no statement reaches so far.
CREATE OR REPLACE FUNCTION rb.bank_said(c smallint, until date) RETURNS bigint
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT t.closing_pence + coalesce((SELECT sum(l.pence) FROM bank_line l WHERE l.cashbook_id = c AND l.day > t.to_day AND l.day <= until), 0)::bigint
  FROM bank_statement t WHERE t.cashbook_id = c AND t.to_day <= until AND t.closing_pence IS NOT NULL ORDER BY t.to_day DESC, t.id DESC LIMIT 1 $$;
