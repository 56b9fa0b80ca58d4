-- Many matches at once, each as match_bank makes it: those that are still true stand afterwards, what is true no more is left and told with the rule. A few hundred an act, so that nobody waits for the gate.
-- doc: cashbook, how (exact, proposed), matches [{lines [id], entries [[entry, line]]}]; answers made [{place, match, posting, pence}], left [{place, code, says}], places from nil on
CREATE OR REPLACE FUNCTION rb.accept_matches(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; c cashbook; k record; lines bigint[]; n bigint; one jsonb; made jsonb[] := '{}'; remain jsonb[] := '{}'; why text; rule text;
BEGIN
  done := begin_act('accept_matches', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  IF coalesce(jsonb_typeof(doc -> 'matches'), '') <> 'array' OR jsonb_array_length(doc -> 'matches') NOT BETWEEN 1 AND 500 THEN PERFORM refuse('doc_wrong', 'name 1 to 500 matches at a time'); END IF;
  PERFORM lock_bank(ARRAY[c.id]);
  FOR k IN SELECT x.one, x.n - 1 AS place FROM jsonb_array_elements(doc -> 'matches') WITH ORDINALITY x (one, n) ORDER BY x.n LOOP
    BEGIN
      lines := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(k.one -> 'lines') x);
      IF cardinality(lines) = 0 OR jsonb_array_length(k.one -> 'entries') = 0 THEN PERFORM refuse('nothing_to_match', 'a match is bank lines with entries of the cashbook'); END IF;
      FOREACH n IN ARRAY lines LOOP PERFORM open_bank_line(c, n); END LOOP;
      one := make_match(c, lines, k.one -> 'entries', coalesce(doc ->> 'how', 'exact'), NULL, '');
      made := made || (one || jsonb_build_object('place', k.place));
    EXCEPTION WHEN SQLSTATE 'RB001' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, rule = PG_EXCEPTION_DETAIL;
      remain := remain || jsonb_build_object('place', k.place, 'code', rule::jsonb ->> 'code', 'says', why);
    END;
  END LOOP;
  RETURN end_act('accept_matches', the_key, jsonb_build_object('made', to_jsonb(made), 'left', to_jsonb(remain)), 'cashbook ' || c.code);
END $$;
GRANT EXECUTE ON FUNCTION rb.accept_matches(text, jsonb) TO @assistant@;
