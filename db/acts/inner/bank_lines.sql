-- The staged lines of one part, each as its row: known, or new. A line is known by account, day, amount, print and ordinal. One that another format words otherwise
-- is known by a word in common, and where a statement of another format covers the day, by its place among lines of that amount.
-- A statement that goes on where one of the same day ended (its opening is that one's closing) shows none of its lines again. The account is locked by the caller.
CREATE OR REPLACE FUNCTION rb.bank_lines(the_load uuid, the_part smallint, a rb.bank_account, the_format text, opens date DEFAULT NULL, opening bigint DEFAULT NULL) RETURNS TABLE (item int, line_id bigint, fresh boolean)
LANGUAGE plpgsql AS $$
DECLARE k record; items int[]; ids bigint[]; done bigint[];
BEGIN
  SELECT coalesce(array_agg(i.line_id), '{}') INTO done FROM bank_statement t JOIN bank_statement_line i ON i.statement_id = t.id WHERE t.bank_account_id = a.id AND t.to_day = opens AND t.closing_pence = opening;
  SELECT coalesce(array_agg(s.item ORDER BY s.item), '{}'), coalesce(array_agg(b.id ORDER BY s.item), '{}') INTO items, ids FROM (
      SELECT x.item, x.day, x.pence, bank_print(x.narrative) AS print, row_number() OVER (PARTITION BY x.day, x.pence, bank_print(x.narrative) ORDER BY x.item) AS place
      FROM stage_bank_line x WHERE x.load = the_load AND x.maker = session_user AND x.part = the_part) s
    JOIN (SELECT x.id, x.day, x.pence, x.print, row_number() OVER (PARTITION BY x.day, x.pence, x.print ORDER BY x.ordinal) AS place
      FROM bank_line x WHERE x.bank_account_id = a.id AND x.day IN (SELECT y.day FROM stage_bank_line y WHERE y.load = the_load AND y.maker = session_user AND y.part = the_part)
        AND NOT EXISTS (SELECT FROM unnest(done) u (i) WHERE u.i = x.id)) b ON (b.day, b.pence, b.print, b.place) = (s.day, s.pence, s.print, s.place);
  FOR k IN
    WITH free AS MATERIALIZED (
      SELECT b.id, b.day, b.pence, words_in(concat_ws(' ', w.narrative, w.reference, w.name)) AS words, EXISTS (SELECT FROM bank_statement t JOIN bank_statement_line i ON (i.statement_id, i.line_id) = (t.id, b.id)
          WHERE t.bank_account_id = a.id AND t.format <> the_format AND b.day BETWEEN t.from_day AND t.to_day) AS covered
      FROM bank_line b JOIN bank_words w ON w.line_id = b.id
      WHERE b.bank_account_id = a.id AND b.day IN (SELECT y.day FROM stage_bank_line y WHERE y.load = the_load AND y.maker = session_user AND y.part = the_part)
        AND NOT EXISTS (SELECT FROM unnest(ids || done) u (i) WHERE u.i = b.id)
        AND NOT EXISTS (SELECT FROM bank_statement_line i JOIN bank_statement t ON t.id = i.statement_id WHERE i.line_id = b.id AND t.format = the_format)),
    pair AS (
      SELECT s.item, f.id, f.covered, cardinality(ARRAY(SELECT unnest(words_in(concat_ws(' ', s.narrative, s.reference, s.name))) INTERSECT SELECT unnest(f.words))) AS shared
      FROM stage_bank_line s JOIN free f ON (f.day, f.pence) = (s.day, s.pence)
      WHERE s.load = the_load AND s.maker = session_user AND s.part = the_part AND NOT EXISTS (SELECT FROM unnest(items) u (i) WHERE u.i = s.item))
    SELECT * FROM pair p WHERE p.shared > 0 OR p.covered ORDER BY p.shared DESC, p.item, p.id
  LOOP
    IF k.item <> ALL (items) AND k.id <> ALL (ids) THEN items := items || k.item; ids := ids || k.id; END IF;
  END LOOP;
  RETURN QUERY SELECT u.i, u.l, false FROM unnest(items, ids) u (i, l);
  RETURN QUERY
    WITH new AS MATERIALIZED (
      SELECT s.*, bank_print(s.narrative) AS print, nextval(pg_get_serial_sequence('rb.bank_line', 'id')) AS id FROM (
        SELECT * FROM stage_bank_line x WHERE x.load = the_load AND x.maker = session_user AND x.part = the_part AND NOT EXISTS (SELECT FROM unnest(items) u (i) WHERE u.i = x.item) ORDER BY x.item OFFSET 0) s),
    made AS (INSERT INTO bank_line (id, bank_account_id, cashbook_id, day, pence, print, ordinal, kind) OVERRIDING SYSTEM VALUE
      SELECT n.id, a.id, a.cashbook_id, n.day, n.pence, n.print, row_number() OVER (PARTITION BY n.day, n.pence, n.print ORDER BY n.item)
        + coalesce((SELECT max(b.ordinal) FROM bank_line b WHERE (b.bank_account_id, b.day, b.pence, b.print) = (a.id, n.day, n.pence, n.print)), 0), n.kind FROM new n ORDER BY n.item RETURNING id),
    said AS (INSERT INTO bank_words (line_id, narrative, reference, name, other_account, bank_ref) SELECT n.id, n.narrative, n.reference, n.name, n.other_account, n.bank_ref FROM new n ORDER BY n.item)
    SELECT n.item, n.id, true FROM new n;
END $$;
