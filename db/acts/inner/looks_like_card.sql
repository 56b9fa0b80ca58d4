-- A bank card's number: neighbouring groups of 13 to 19 digits from an issuer's range with a valid check digit (docs/decisions/0040).
-- Told as core.text.looks_like_card_number tells it; tests/core/card_numbers.py holds the cases of both.
CREATE OR REPLACE FUNCTION rb.looks_like_card(words text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE pieces text[]; run text; total int; d int;
BEGIN
  IF words IS NULL OR words !~ '([0-9][^0-9]{0,3}){13}' THEN RETURN false; END IF;
  pieces := ARRAY(SELECT m[1] FROM regexp_matches(words, '[0-9]+|[^0-9]+', 'g') m);
  FOR i IN 1..cardinality(pieces) LOOP
    CONTINUE WHEN pieces[i] !~ '^[0-9]';
    run := '';
    FOR j IN i..cardinality(pieces) BY 2 LOOP
      EXIT WHEN j > i AND pieces[j - 1] !~ '^[[:space:]._/\u2010-\u2015\u2212-]{1,3}$';
      run := run || pieces[j];
      EXIT WHEN length(run) > 19;
      CONTINUE WHEN length(run) < 13 OR length(run) = 14 AND run !~ '^3[0689]'
        OR run !~ '^(4|5|6|81|3|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)';
      total := 0;
      FOR k IN 1..length(run) LOOP
        d := substr(run, length(run) - k + 1, 1)::int * CASE WHEN k % 2 = 0 THEN 2 ELSE 1 END;
        total := total + CASE WHEN d > 9 THEN d - 9 ELSE d END;
      END LOOP;
      IF total % 10 = 0 THEN RETURN true; END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;
