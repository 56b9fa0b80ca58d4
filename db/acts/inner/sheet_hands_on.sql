-- What a sheet hands on against what it ought to: entries' lines and bank lines that the sheet before handed on or its own days brought, less what the matches that rest on it hold; null where both agree.
CREATE OR REPLACE FUNCTION rb.sheet_hands_on(the_sheet bigint, since date, before jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE s proof_sheet; origin date; start date; since_at timestamptz; n int; m int;
BEGIN
  SELECT * INTO STRICT s FROM proof_sheet x WHERE x.id = the_sheet;
  origin := s.facts #>> '{carried,origin}'; start := coalesce(since, origin);
  SELECT x.signed_at INTO since_at FROM proof_sheet x WHERE x.cashbook_id = s.cashbook_id AND x.day = since AND x.ended IS NULL;
  WITH met AS MATERIALIZED (SELECT y.entry_id, y.line FROM bank_match k JOIN bank_match_entry y ON y.match_id = k.id AND y.live WHERE k.sheet = s.id),
  ought AS (
    SELECT e.entry_id, e.line FROM cash_entries(s.cashbook_id, start, s.day, coalesce(before #> '{carried,entries}', (SELECT jsonb_build_array(jsonb_build_array(o.entry_id, 0)) FROM cashbook_opening o WHERE o.cashbook_id = s.cashbook_id AND o.day = origin), '[]')) e
    WHERE NOT EXISTS (SELECT FROM met x WHERE x.entry_id = e.entry_id AND x.line = e.line) AND NOT EXISTS (SELECT FROM met x WHERE x.entry_id = e.entry_id AND x.line = 0)),
  said AS (SELECT e.entry_id, e.line FROM cash_entries(s.cashbook_id, s.day, s.day, s.facts #> '{carried,entries}') e)
  SELECT (SELECT count(*) FROM (TABLE ought EXCEPT TABLE said) x), (SELECT count(*) FROM (TABLE said EXCEPT TABLE ought) x) INTO n, m;
  IF n + m > 0 THEN RETURN format('hands on %s entries that were met and lacks %s that stood open', m, n); END IF;
  WITH ought AS (
    SELECT l.id FROM bank_line l WHERE l.cashbook_id = s.cashbook_id AND l.at <= s.signed_at AND l.day <= s.day AND (l.day > start OR l.day > origin AND l.at > since_at)
    UNION SELECT (t ->> 'line')::bigint FROM jsonb_array_elements(before -> 'explained') t WHERE t ? 'line'
    EXCEPT SELECT y.line_id FROM bank_match k JOIN bank_match_line y ON y.match_id = k.id AND y.live WHERE k.sheet = s.id),
  said AS (SELECT (t ->> 'line')::bigint AS id FROM jsonb_array_elements(s.facts -> 'explained') t WHERE t ? 'line')
  SELECT (SELECT count(*) FROM (TABLE ought EXCEPT TABLE said) x), (SELECT count(*) FROM (TABLE said EXCEPT TABLE ought) x) INTO n, m;
  IF n + m > 0 THEN RETURN format('hands on %s bank lines that were met and lacks %s that stood open', m, n); END IF;
  RETURN NULL;
END $$;
