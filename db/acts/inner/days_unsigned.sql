-- What of a period is not proved, in words by cashbook: its last day with postings that nobody signed, sheets that nobody countersigned; null: all is.
CREATE OR REPLACE FUNCTION rb.days_unsigned(p rb.period) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE c record; parts text[] := '{}'; day date; sheets text;
BEGIN
  FOR c IN SELECT b.id, b.code, greatest(b.signed_to, (SELECT o.day FROM cashbook_opening o WHERE o.cashbook_id = b.id), p.first - 1) AS since FROM cashbook b WHERE b.landlord_id = p.landlord_id ORDER BY b.code LOOP
    SELECT max(g.book_date) INTO day FROM posting g WHERE g.book_date > c.since AND g.book_date <= p.last AND g.cashbook_id = c.id;
    IF day IS NOT NULL THEN parts := parts || format('%s to %s not signed', c.code, day); END IF;
    SELECT string_agg(s.day::text, ', ' ORDER BY s.day) INTO sheets FROM proof_sheet s
      WHERE s.cashbook_id = c.id AND s.ended IS NULL AND s.countersigned_by IS NULL AND NOT s.single AND s.first <= p.last AND s.day >= p.first;
    IF sheets IS NOT NULL THEN parts := parts || format('%s %s not countersigned', c.code, sheets); END IF;
  END LOOP;
  RETURN nullif(array_to_string(parts, '; '), '');
END $$;
