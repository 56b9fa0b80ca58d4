-- What an entry is, by number: telephone 1036, A1-000017, or one line of it.
CREATE OR REPLACE FUNCTION rb.entry_words(the_entry bigint, the_line int) RETURNS text
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT coalesce(s.code || ' ' || b.id, CASE e.kind WHEN 'opening' THEN 'brought forward' WHEN 'history' THEN (SELECT t.code FROM stream t JOIN posting p ON p.code_id = t.code_id WHERE p.entry_id = e.id ORDER BY p.line, t.id LIMIT 1) END, e.kind) || ', ' || entry_number(c.series, e.number) || CASE WHEN the_line > 0 THEN '.' || the_line ELSE '' END
  FROM entry e JOIN chain c ON c.login = e.login LEFT JOIN batch b ON b.id = e.batch_id LEFT JOIN stream s ON s.id = b.stream_id WHERE e.id = the_entry $$;
