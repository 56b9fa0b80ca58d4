-- Words beside a signed sheet: each is what was signed, or was erased with somebody who is erased; none is missing, none is of no item.
CREATE OR REPLACE FUNCTION rb.proof_sheet_words() RETURNS TABLE (rule text, place text, what text)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH marked AS (
    SELECT s.id, p.part, x.place, x.item ->> 'mark' AS mark FROM proof_sheet s, (VALUES ('timing'), ('explained')) p (part), jsonb_array_elements(s.facts -> p.part) WITH ORDINALITY x (item, place) WHERE x.item ? 'mark')
  SELECT 'sheet', format('sheet %s, %s item %s', coalesce(m.id, w.sheet_id), coalesce(m.part, w.part), coalesce(m.place, w.place)),
    CASE WHEN w.sheet_id IS NULL THEN 'lacks the words that were signed' WHEN m.id IS NULL THEN 'carries words that were not signed'
      WHEN w.erased_for IS NOT NULL THEN format('lost its words for customer %s, who is not erased', w.erased_for) ELSE 'does not say what was signed' END
  FROM marked m FULL JOIN sheet_words w ON (w.sheet_id, w.part, w.place) = (m.id, m.part, m.place)
  WHERE m.id IS NULL OR w.sheet_id IS NULL OR w.erased_for IS NULL AND words_mark(w.salt, w.words) <> m.mark
    OR w.erased_for IS NOT NULL AND NOT EXISTS (SELECT FROM customer k WHERE k.id = w.erased_for AND k.erased_at IS NOT NULL) $$;
