-- A bank card's number: 13 to 19 digits in whole groups, from an issuer's range, with a valid Luhn digit (core.text says why 9826… and 0044… are none).
CREATE OR REPLACE FUNCTION rb.looks_like_card(words text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE seg text; groups text[]; run text; total int; d int;
BEGIN
  FOR seg IN SELECT (regexp_matches(words, '[0-9](?:[\s._\u2010-\u2015\u2212-]{0,3}[0-9]){12,}', 'g'))[1] LOOP
    groups := regexp_split_to_array(seg, '[^0-9]+');
    FOR i IN 1..cardinality(groups) LOOP
      run := '';
      FOR j IN i..cardinality(groups) LOOP
        run := run || groups[j];
        EXIT WHEN length(run) > 19;
        CONTINUE WHEN length(run) < 13 OR run !~ '^(4|5|6|81|3|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)' OR (length(run) = 14 AND run !~ '^3[0689]');
        total := 0;
        FOR k IN 1..length(run) LOOP
          d := substr(run, length(run) - k + 1, 1)::int * (2 - k % 2);
          total := total + d - CASE WHEN d > 9 THEN 9 ELSE 0 END;
        END LOOP;
        IF total % 10 = 0 THEN RETURN true; END IF;
      END LOOP;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;
