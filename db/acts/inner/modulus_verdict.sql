-- Whether an account could exist at its sort code, by the table the office loaded: plausible, fails, or cannot be checked; never verified.
CREATE OR REPLACE FUNCTION rb.modulus_verdict(the_sort text, the_number text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE s text := the_sort; n text := lpad(the_number, 8, '0'); d int[]; row record; x int; passed boolean[] := '{}'; exceptions int[] := '{}';
BEGIN
  IF length(the_number) = 9 THEN s := left(s, 5) || left(the_number, 1); n := right(the_number, 8);
  ELSIF length(the_number) = 10 THEN n := CASE WHEN s ~ '^08(?!3)' THEN left(the_number, 8) ELSE right(the_number, 8) END;
  ELSIF length(the_number) < 8 THEN n := lpad(the_number, 8, '0'); END IF;
  d := string_to_array(s || n, NULL)::int[];
  FOR row IN SELECT c FROM (SELECT regexp_split_to_array(btrim(l), '\s+') AS c, o FROM regexp_split_to_table((SELECT t.words FROM reference_table t WHERE t.kind = 'valacdos' ORDER BY t.id DESC LIMIT 1), '\r?\n') WITH ORDINALITY y (l, o)) z
      WHERE c[1] <= s AND s <= c[2] ORDER BY o LOOP
    x := coalesce(row.c[18]::int, 0);
    exceptions := exceptions || x;
    IF x = 6 AND d[7] BETWEEN 4 AND 8 AND d[13] = d[14] THEN RETURN 'cannot be checked'; END IF;
    IF x = 3 AND d[9] IN (6, 9) THEN CONTINUE; END IF;
    passed := passed || modulus_passes(row.c[3], row.c[4:17]::int[], x, s, d);
  END LOOP;
  IF exceptions = '{}' THEN RETURN 'cannot be checked'; END IF;
  RETURN CASE WHEN CASE WHEN exceptions IN ('{2,9}', '{10,11}', '{12,13}', '{9,2}', '{11,10}', '{13,12}') THEN true = ANY (passed) ELSE true = ALL (passed) END THEN 'plausible' ELSE 'fails' END;
END $$;
