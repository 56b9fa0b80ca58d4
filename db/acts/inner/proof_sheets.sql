-- Sheets: chained without a gap, signatures of two people, watermarks where the last standing sheet is, nothing posted into a day after it was signed, matches that rest on a sheet of theirs that stands.
CREATE OR REPLACE FUNCTION rb.proof_sheets() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'sheet', 'sheet ' || s.id, CASE WHEN s.prev <> s.before THEN 'does not link to the sheet before it' WHEN s.number <> s.place THEN format('is number %s at place %s of its cashbook', s.number, s.place)
      WHEN s.hash <> s.ought THEN 'is not what was signed' WHEN s.counter_hash <> s.ought_counter THEN 'is not what was countersigned' ELSE 'was countersigned by who signed it' END
    FROM (SELECT x.*, lag(x.hash, 1, '\x00') OVER c AS before, row_number() OVER c AS place, sheet_hash(x) AS ought, counter_hash(x) AS ought_counter FROM proof_sheet x WINDOW c AS (PARTITION BY x.cashbook_id ORDER BY x.number)) s
    WHERE s.prev <> s.before OR s.number <> s.place OR s.hash <> s.ought OR s.counter_hash <> s.ought_counter OR s.countersigned_by = s.signed_by;
  RETURN QUERY
    SELECT 'sheet', 'cashbook ' || c.code, format('is shut to %s, its last standing sheet is of %s', coalesce(c.signed_to::text, 'no day'), coalesce(s.day::text, 'no day'))
    FROM cashbook c LEFT JOIN LATERAL (SELECT max(x.day) AS day FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.ended IS NULL) s ON true
    WHERE EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = c.id) AND c.signed_to IS DISTINCT FROM coalesce(s.day, (SELECT o.day FROM cashbook_opening o WHERE o.cashbook_id = c.id));
  RETURN QUERY
    SELECT 'signed', proof_place(p.entry_id, p.line), format('posted into %s, which sheet %s signed before', p.book_date, s.id)
    FROM proof_sheet s JOIN posting p ON p.cashbook_id = s.cashbook_id AND p.book_date BETWEEN s.first AND s.day AND p.part = 1 JOIN entry e ON e.id = p.entry_id
    WHERE s.ended IS NULL AND e.made_at > s.signed_at;
  RETURN QUERY
    SELECT 'sheet', 'match ' || m.id, format('rests on sheet %s, %s', m.sheet, CASE WHEN s.id IS NULL THEN 'which does not exist' WHEN s.ended IS NOT NULL THEN 'which stands no more' ELSE 'which is another cashbook''s' END)
    FROM bank_match m LEFT JOIN proof_sheet s ON s.id = m.sheet WHERE m.sheet IS NOT NULL AND (s.id IS NULL OR s.ended IS NOT NULL OR s.cashbook_id <> m.cashbook_id);
  RETURN QUERY
    SELECT 'total', format('period %s, account %s, %s', x.name, d.account_id, d.kind), format('kept debits less credits %s, its postings come to %s', in_pounds(d.kept), in_pounds(d.moved))
    FROM period x, LATERAL (
      SELECT u.account_id, u.kind, sum(u.kept)::bigint AS kept, sum(u.moved)::bigint AS moved FROM (
        SELECT k.account_id, k.kind, k.code_id, k.debit_pence - k.credit_pence AS kept, 0::bigint AS moved FROM period_total k WHERE k.period_id = x.id
        UNION ALL SELECT m.account_id, m.kind, m.code_id, 0, m.debit_pence - m.credit_pence FROM movements(x.landlord_id, x.first, x.last) m) u
      GROUP BY u.account_id, u.kind, u.code_id HAVING sum(u.kept) <> sum(u.moved)) d
    WHERE EXISTS (SELECT FROM period_total k WHERE k.period_id = x.id);
END $$;
