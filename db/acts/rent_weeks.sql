-- A landlord's rent weeks from a day to a day: the financial periods that each lies in, what moved on customers' accounts by book date, and what was owed at its end.
-- What was owed is today's balances less what moved since, so that no history is read.
CREATE OR REPLACE FUNCTION rb.rent_weeks(named text, since date, until date) RETURNS TABLE (landlord text, year int, number int, first date, last date, free boolean, periods text, charges bigint, receipts bigint, adjustments bigint, owed bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE l smallint;
BEGIN
  PERFORM need_group('operator');
  SELECT x.id INTO l FROM landlord x WHERE x.code = named AND x.id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_landlord', format('there is no landlord %s of yours: rentbook setup --show lists them', left(coalesce(named, ''), 20)), to_jsonb(named)); END IF;
  RETURN QUERY
    WITH day AS MATERIALIZED (
      SELECT m.book_date, t.class, sum(m.pence)::bigint AS pence FROM (
        SELECT p.book_date, p.code_id, p.debit_account AS id, p.pence FROM posting p WHERE p.landlord_id = l AND p.book_date >= since AND p.debit_account >= 10000
        UNION ALL SELECT p.book_date, p.code_id, p.credit_account, -p.pence FROM posting p WHERE p.landlord_id = l AND p.book_date >= since AND p.credit_account >= 10000) m
      JOIN txn_code t ON t.id = m.code_id GROUP BY 1, 2),
    now AS (SELECT coalesce(sum(b.pence), 0)::bigint AS pence FROM balance b JOIN account a ON a.id = b.account_id WHERE a.landlord_id = l)
    SELECT named, w.year::int, w.number::int, w.first::date, w.first + 6, w.free, (SELECT string_agg(p.name, ' ' ORDER BY p.first) FROM period p WHERE p.landlord_id = l AND p.first <= w.first + 6 AND p.last >= w.first),
      coalesce(sum(d.pence) FILTER (WHERE d.class = 'charge' AND d.book_date <= w.first + 6), 0)::bigint, coalesce(sum(d.pence) FILTER (WHERE d.class = 'receipt' AND d.book_date <= w.first + 6), 0)::bigint,
      coalesce(sum(d.pence) FILTER (WHERE d.class = 'adjustment' AND d.book_date <= w.first + 6), 0)::bigint, (SELECT n.pence FROM now n) - coalesce(sum(d.pence) FILTER (WHERE d.book_date > w.first + 6), 0)::bigint
    FROM rent_week w LEFT JOIN day d ON d.book_date >= w.first WHERE w.landlord_id = l AND w.first BETWEEN since AND until GROUP BY w.year, w.number, w.first, w.free ORDER BY w.first;
END $$;
GRANT EXECUTE ON FUNCTION rb.rent_weeks(text, date, date) TO @operator@;
