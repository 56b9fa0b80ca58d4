-- A payment card number: 13 to 19 digits, spaces and dashes aside, with a valid Luhn digit. 9826… rent cards are not bank cards.
CREATE OR REPLACE FUNCTION rb.looks_like_card(words text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE run text; digits text; total int; d int;
BEGIN
  IF words !~ '([0-9][ -]?){13}' THEN RETURN false; END IF;
  FOR run IN SELECT (regexp_matches(words, '(?:[0-9][ -]?){12,}[0-9]', 'g'))[1] LOOP
    digits := regexp_replace(run, '[^0-9]', '', 'g');
    CONTINUE WHEN length(digits) > 19 OR digits LIKE '9826%';
    total := 0;
    FOR i IN 1..length(digits) LOOP
      d := substr(digits, length(digits) - i + 1, 1)::int;
      IF i % 2 = 0 THEN d := d * 2; IF d > 9 THEN d := d - 9; END IF; END IF;
      total := total + d;
    END LOOP;
    IF total % 10 = 0 THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
