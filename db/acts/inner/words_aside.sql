-- What is signed of a cashbook's day, with a salted digest in the place of each item's words, and the words that go beside it.
CREATE OR REPLACE FUNCTION rb.words_aside(f jsonb, OUT facts jsonb, OUT aside jsonb)
LANGUAGE sql VOLATILE SET search_path = rb, pg_temp AS $$
  WITH i AS MATERIALIZED (
    SELECT p.part, x.place, x.item, x.item ->> 'words' AS words, gen_random_uuid() AS salt FROM (VALUES ('timing'), ('explained')) p (part), jsonb_array_elements(f -> p.part) WITH ORDINALITY x (item, place))
  SELECT f || coalesce((SELECT jsonb_object_agg(g.part, g.items) FROM (
      SELECT i.part, jsonb_agg(CASE WHEN i.words <> '' THEN i.item || jsonb_build_object('words', '', 'mark', words_mark(i.salt, i.words)) ELSE i.item END ORDER BY i.place) AS items FROM i GROUP BY i.part) g), '{}'),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('part', i.part, 'place', i.place, 'line_id', i.item -> 'line', 'entry_id', i.item -> 'entry', 'line', i.item -> 'entry_line', 'salt', i.salt, 'words', i.words)), '[]') FROM i WHERE i.words <> '') $$;
