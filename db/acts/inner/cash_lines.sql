-- The bank lines of the days that a proof covers, and those of days signed before which a statement brought only after that sheet was signed. What lies before all proof is in the balance it began with.
CREATE OR REPLACE FUNCTION rb.cash_lines(c smallint, origin date, since date, until date, sheet bigint) RETURNS SETOF rb.bank_line
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT l.* FROM bank_line l WHERE l.cashbook_id = c AND l.day > since AND l.day <= until
  UNION ALL SELECT l.* FROM proof_sheet s JOIN bank_line l ON l.cashbook_id = c AND l.day <= since AND l.day > origin AND l.at > s.signed_at WHERE s.id = sheet $$;
