-- No posting's book date lies outside every period, none came after its period closed or its day was signed, no batch waits in either.
CREATE OR REPLACE FUNCTION rb.proof_days() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH day AS (
      SELECT p.landlord_id, p.book_date, max(e.made_at) AS last_made, min(p.entry_id) AS an_entry FROM posting p JOIN entry e ON e.id = p.entry_id GROUP BY p.landlord_id, p.book_date),
    told AS (
      SELECT d.*, x.id AS period_id, x.name, x.closed_at FROM day d LEFT JOIN period x ON x.landlord_id = d.landlord_id AND d.book_date BETWEEN x.first AND x.last)
    SELECT 'period', proof_place(t.an_entry), format('book date %s lies in no period of its landlord', t.book_date) FROM told t WHERE t.period_id IS NULL
    UNION ALL
    SELECT 'period', proof_place(p.entry_id, p.line), format('posted at %s into period %s, closed at %s', e.made_at, t.name, t.closed_at)
    FROM told t JOIN posting p ON p.landlord_id = t.landlord_id AND p.book_date = t.book_date JOIN entry e ON e.id = p.entry_id
    WHERE t.last_made > t.closed_at AND e.made_at > t.closed_at AND p.part = 1;
  RETURN QUERY
    SELECT 'signed', proof_place(p.entry_id, p.line), format('posted into %s, which was signed to %s before', p.book_date, c.signed_to)
    FROM (SELECT x.heads FROM seal x WHERE x.why = 'sign' ORDER BY x.id DESC LIMIT 1) s
      JOIN entry e ON e.number > coalesce((s.heads -> e.login::text ->> 0)::int, 0) JOIN posting p ON p.entry_id = e.id AND p.part = 1
      JOIN cashbook c ON c.id = p.cashbook_id AND p.book_date <= c.signed_to;
  RETURN QUERY
    SELECT 'period', 'batch ' || b.id, format('is open with book date %s, which takes no postings any more', b.book_date)
    FROM batch b JOIN cashbook c ON c.id = b.cashbook_id LEFT JOIN period x ON x.landlord_id = c.landlord_id AND b.book_date BETWEEN x.first AND x.last
    WHERE b.state = 'open' AND (x.id IS NULL OR x.closed_at IS NOT NULL OR b.book_date <= c.signed_to);
END $$;
