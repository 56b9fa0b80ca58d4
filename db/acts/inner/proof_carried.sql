-- Standing sheets reckoned again from what is never altered: the opening of each is what the one before closed with, its cashbook the postings by book date, bank and items together the cashbook,
-- and what it hands on is exactly what came to it less what its own matches met. Sheets from before the book wrote down what they carry are left out.
CREATE OR REPLACE FUNCTION rb.proof_carried() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE s record; k cashbook_opening; booked bigint; apart bigint; wrong text;
BEGIN
  FOR s IN
    SELECT x.*, lag(x.facts) OVER w AS before, lag(x.day) OVER w AS since, lag(x.signed_at) OVER w AS since_at, (x.facts #>> '{carried,origin}')::date AS origin FROM proof_sheet x WHERE x.ended IS NULL AND x.facts ? 'carried' WINDOW w AS (PARTITION BY x.cashbook_id ORDER BY x.day)
  LOOP
    IF s.before IS NULL AND EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = s.cashbook_id AND x.ended IS NULL AND x.day < s.day) THEN CONTINUE; END IF;
    SELECT * INTO k FROM cashbook_opening o WHERE o.cashbook_id = s.cashbook_id AND o.day = s.origin;
    SELECT coalesce(sum(e.pence), 0) INTO booked FROM cash_entries(s.cashbook_id, coalesce(s.since, k.day, s.origin), s.day, CASE WHEN s.before IS NULL AND k.entry_id IS NOT NULL THEN jsonb_build_array(jsonb_build_array(k.entry_id, 0)) ELSE '[]' END) e;
    booked := booked + coalesce((s.before ->> 'book')::bigint, k.bank_pence, cash_balance(s.cashbook_id, s.origin));
    SELECT (s.facts ->> 'book')::bigint - (s.facts #>> '{bank,closing}')::bigint - coalesce(sum((i ->> 'pence')::bigint), 0) INTO apart FROM jsonb_array_elements(s.facts -> 'timing' || (s.facts -> 'explained')) i;
    wrong := CASE
      WHEN s.before IS NOT NULL AND ((s.facts #> '{bank,opening}') <> (s.before #> '{bank,closing}') OR (s.facts #> '{suspense,before}') <> (s.before #> '{suspense,after}') OR s.first <> s.since + 1) THEN format('does not open with what the sheet of %s closed with', s.since)
      WHEN booked <> (s.facts ->> 'book')::bigint THEN format('says the cashbook held %s, the postings come to %s', in_pounds((s.facts ->> 'book')::bigint), in_pounds(booked))
      WHEN apart <> 0 THEN format('leaves %s between bank and cashbook that no item names', in_pounds(apart))
      ELSE sheet_hands_on(s.id, s.since, s.before) END;
    IF wrong IS NOT NULL THEN rule := 'sheet'; place := 'sheet ' || s.id; what := wrong; RETURN NEXT; END IF;
  END LOOP;
END $$;
