-- A file's statements, read whole, booked together: each line becomes its row or is known already. What the bank's own figures lack is refused until accepted.
-- doc: load, cashbooks [code], name, file (hex), format, lines, pence, digest (hex, of the staged lines), accept_difference,
--   statements [{part, bank_account, from_day, to_day, opening_pence, closing_pence}]
CREATE OR REPLACE FUNCTION rb.load_statement(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; got record; s record; a bank_account; the_load uuid := (doc ->> 'load')::uuid; books smallint[]; told jsonb := '[]'; n bigint; known int; fresh int; lacks bigint; was bigint; elsewhere text;
BEGIN
  done := begin_act('load_statement', the_key, doc - 'load' - 'name');
  IF done IS NOT NULL THEN DELETE FROM stage_bank_line WHERE load = the_load AND maker = session_user; RETURN done; END IF;
  SELECT array_agg((my_cashbook(x)).id) INTO books FROM jsonb_array_elements_text(doc -> 'cashbooks') x;
  PERFORM lock_bank(books);
  SELECT * INTO got FROM staged_bank(the_load);
  IF (got.lines, got.pence, got.digest) IS DISTINCT FROM ((doc ->> 'lines')::bigint, (doc ->> 'pence')::bigint, doc ->> 'digest') OR jsonb_array_length(doc -> 'statements') = 0
     OR EXISTS (SELECT FROM stage_bank_line x WHERE x.load = the_load AND x.maker = session_user AND NOT EXISTS (SELECT FROM jsonb_array_elements(doc -> 'statements') y WHERE (y ->> 'part')::int = x.part)) THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the statement again'); END IF;
  PERFORM bank_lines_stand(the_load);
  FOR s IN SELECT * FROM jsonb_to_recordset(doc -> 'statements') x (part smallint, bank_account smallint, from_day date, to_day date, opening_pence bigint, closing_pence bigint) ORDER BY x.bank_account, x.to_day, x.part LOOP
    SELECT * INTO a FROM bank_account x WHERE x.id = s.bank_account AND x.cashbook_id = ANY (books);
    IF NOT FOUND THEN PERFORM refuse('other_account', 'a statement is of another account than the cashbook''s: name the cashbook of that account', to_jsonb(s.bank_account)); END IF;
    IF s.to_day > today() OR s.to_day < '2000-01-01' THEN PERFORM refuse('date_in_future', format('the statement goes to %s: is it the right file?', s.to_day), to_jsonb(s.to_day)); END IF;
    SELECT x.id INTO was FROM bank_statement x WHERE (x.bank_account_id, x.digest, x.part) = (a.id, decode(doc ->> 'file', 'hex'), s.part);
    IF FOUND THEN PERFORM refuse('statement_loaded', format('this statement is loaded already, as %s', was), to_jsonb(was)); END IF;
    SELECT format('%s of %s', x.id, c.code) INTO elsewhere FROM bank_statement x JOIN cashbook c ON c.id = x.cashbook_id
      WHERE (x.digest, x.part) = (decode(doc ->> 'file', 'hex'), s.part) AND x.bank_account_id <> a.id ORDER BY x.id LIMIT 1;
    IF elsewhere IS NOT NULL THEN PERFORM refuse('statement_elsewhere', format('this file is booked already, as statement %s: withdraw it there where that was the mistake (bank withdraw)', elsewhere), to_jsonb(elsewhere)); END IF;
    SELECT s.closing_pence - s.opening_pence - coalesce(sum(x.pence), 0) INTO lacks FROM stage_bank_line x WHERE x.load = the_load AND x.maker = session_user AND x.part = s.part;
    IF lacks <> 0 AND NOT coalesce((doc ->> 'accept_difference')::boolean, false) THEN
      PERFORM refuse('statement_difference', format('statement %s: opening and entries come %s %s of its closing balance: ask the bank, or accept the difference', s.part, in_pounds(abs(lacks)), CASE WHEN lacks > 0 THEN 'short' ELSE 'over' END), to_jsonb(lacks)); END IF;
    INSERT INTO bank_statement (bank_account_id, cashbook_id, format, name, digest, part, from_day, to_day, opening_pence, closing_pence, difference_pence, accepted_by)
      VALUES (a.id, a.cashbook_id, doc ->> 'format', left(doc ->> 'name', 200), decode(doc ->> 'file', 'hex'), s.part, s.from_day, s.to_day, s.opening_pence, s.closing_pence, coalesce(lacks, 0), CASE WHEN lacks <> 0 THEN session_user END) RETURNING id INTO n;
    WITH row AS (SELECT * FROM bank_lines(the_load, s.part, a, doc ->> 'format', s.from_day, s.opening_pence)),
    shown AS (INSERT INTO bank_statement_line (statement_id, item, line_id, value_day)
      SELECT n, r.item, r.line_id, x.value_day FROM row r JOIN stage_bank_line x ON (x.load, x.maker, x.part, x.item) = (the_load, session_user, s.part, r.item) ORDER BY r.item)
    SELECT count(*) FILTER (WHERE r.fresh), count(*) FILTER (WHERE NOT r.fresh) INTO fresh, known FROM row r;
    told := told || jsonb_build_object('statement', n, 'part', s.part, 'fresh', fresh, 'known', known);
  END LOOP;
  DELETE FROM stage_bank_line WHERE load = the_load AND maker = session_user OR at < clock_timestamp() - interval '1 day';
  RETURN end_act('load_statement', the_key, jsonb_build_object('statements', told), 'bank ' || (doc -> 'cashbooks' ->> 0));
END $$;
GRANT EXECUTE ON FUNCTION rb.load_statement(text, jsonb) TO @assistant@;
