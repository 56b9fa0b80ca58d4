-- The book date of what bank and cashbook are apart in a match: the bank's own day while that takes postings, else today.
CREATE OR REPLACE FUNCTION rb.difference_day(c rb.cashbook, last date) RETURNS date
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT CASE WHEN last > coalesce((SELECT k.signed_to FROM cashbook k WHERE k.id = (c).id), '-infinity') AND EXISTS (SELECT FROM period p WHERE p.landlord_id = (c).landlord_id AND last BETWEEN p.first AND p.last AND p.closed_at IS NULL) THEN last ELSE today() END $$;
