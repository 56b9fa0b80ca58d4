-- What a sheet tells whoever may see its cashbook: what was signed, with the words beside it put back; what was erased says so.
CREATE OR REPLACE FUNCTION rb.sheet_told(the_sheet bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
  SELECT s.facts || coalesce((SELECT jsonb_object_agg(g.part, g.items) FROM (
      SELECT p.part, jsonb_agg(CASE WHEN w.words IS NULL THEN x.item ELSE x.item - 'mark' || jsonb_build_object('words', CASE WHEN w.erased_for IS NULL THEN w.words ELSE '(erased)' END) END ORDER BY x.place) AS items
      FROM (VALUES ('timing'), ('explained')) p (part) CROSS JOIN LATERAL jsonb_array_elements(s.facts -> p.part) WITH ORDINALITY x (item, place) LEFT JOIN sheet_words w ON (w.sheet_id, w.part, w.place) = (s.id, p.part, x.place)
      GROUP BY p.part) g), '{}')
  FROM proof_sheet s JOIN cashbook c ON c.id = s.cashbook_id WHERE s.id = the_sheet AND c.landlord_id = ANY (my_landlords()) $$;
GRANT EXECUTE ON FUNCTION rb.sheet_told(bigint) TO @operator@;
