-- Many write-offs or overpayments asked for at once, a request each, all or none: decided later as a whole or line by line.
-- doc: kind, reason, why, lines [{account_id, pence}] of one landlord; of overpayments also payee, sort_code and account_number, where the council is paid.
CREATE OR REPLACE FUNCTION rb.make_schedule(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; s schedule; line record; r request; made bigint[] := '{}'; told text; total bigint := 0;
BEGIN
  done := begin_act('make_schedule', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF jsonb_typeof(doc -> 'lines') IS DISTINCT FROM 'array' THEN PERFORM refuse('doc_wrong', 'a schedule is a document with lines'); END IF;
  IF jsonb_array_length(doc -> 'lines') NOT BETWEEN 1 AND 500 OR EXISTS (SELECT FROM jsonb_array_elements(doc -> 'lines') x WHERE (jsonb_typeof(x), jsonb_typeof(x -> 'account_id'), jsonb_typeof(x -> 'pence')) IS DISTINCT FROM ('object', 'number', 'number')) THEN
    PERFORM refuse('doc_wrong', 'a schedule has 1 to 500 lines, each with its account and amount: narrow the filter'); END IF;
  PERFORM check_request(doc - 'lines');
  IF coalesce(doc ->> 'kind', '') NOT IN ('write-off', 'overpayment') THEN PERFORM refuse('unknown_kind', 'a schedule is of write-offs or overpayments: other requests are made one by one'); END IF;
  IF length(btrim(coalesce(doc ->> 'why', ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is asked, in three letters or more'); END IF;
  INSERT INTO schedule (kind, landlord_id, title) SELECT doc ->> 'kind', (account_of_mine((doc -> 'lines' -> 0 ->> 'account_id')::bigint)).landlord_id, btrim(doc ->> 'why') RETURNING * INTO s;
  FOR line IN SELECT x, (x ->> 'account_id')::bigint AS account FROM jsonb_array_elements(doc -> 'lines') x ORDER BY 2 LOOP
    BEGIN
      r := place_request(s.kind, doc - ARRAY['kind', 'lines'] || jsonb_build_object('account_id', line.account, 'pence', line.x -> 'pence', 'schedule_id', s.id));
    EXCEPTION WHEN SQLSTATE 'RB001' THEN
      GET STACKED DIAGNOSTICS told = PG_EXCEPTION_DETAIL;
      RAISE EXCEPTION USING ERRCODE = 'RB001', DETAIL = told, MESSAGE = format('nothing was asked, for account %s: %s', coalesce((SELECT ref FROM account WHERE id = line.account), line.account::text), SQLERRM);
    END;
    made := made || r.id; total := total + r.pence;
  END LOOP;
  RETURN end_act('make_schedule', the_key, jsonb_build_object('schedule', s.id, 'requests', to_jsonb(made), 'pence', total), 'schedule ' || s.id, left(s.title, 500));
END $$;
GRANT EXECUTE ON FUNCTION rb.make_schedule(text, jsonb) TO @assistant@;
