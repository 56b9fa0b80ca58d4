-- Where the proof of a cashbook's day begins: the standing sheet before it, else its cut-off, else the opening of its first statement.
-- What stands open there goes on from there: entries by number, bank lines by id.
CREATE OR REPLACE FUNCTION rb.cash_begin(c smallint, until date, OUT since date, OUT bank bigint, OUT book bigint, OUT suspense bigint, OUT entries bigint[], OUT lines bigint[], OUT sheet bigint)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE s proof_sheet; o record;
BEGIN
  SELECT * INTO s FROM proof_sheet x WHERE x.cashbook_id = c AND x.day < until AND x.ended IS NULL ORDER BY x.day DESC LIMIT 1;
  IF FOUND THEN
    since := s.day; bank := (s.facts #>> '{bank,closing}')::bigint; book := (s.facts ->> 'book')::bigint; suspense := (s.facts #>> '{suspense,after}')::bigint; sheet := s.id;
    SELECT coalesce(array_agg(DISTINCT (t ->> 'entry')::bigint), '{}') INTO entries FROM jsonb_array_elements(s.facts -> 'timing') t;
    SELECT coalesce(array_agg((t ->> 'line')::bigint), '{}') INTO lines FROM jsonb_array_elements(s.facts -> 'explained') t;
    RETURN;
  END IF;
  SELECT x.day, x.bank_pence, x.entry_id INTO o FROM cashbook_opening x WHERE x.cashbook_id = c AND x.day < until;
  IF FOUND THEN
    since := o.day; bank := o.bank_pence; entries := ARRAY[o.entry_id];
    SELECT o.bank_pence + coalesce(sum(e.pence), 0) INTO book FROM cash_entries(c, o.day, o.day, ARRAY[o.entry_id]) e;
  ELSE
    SELECT t.day - 1 AS day, t.pence INTO o FROM first_told(c) t;
    since := least(o.day, until - 1); bank := coalesce(o.pence, 0); book := bank; entries := '{}';
    IF since IS NULL THEN since := until - 1; END IF;
  END IF;
  lines := '{}';
  SELECT coalesce(sum(CASE WHEN p.credit_account = a.id THEN p.pence ELSE -p.pence END), 0) INTO suspense
    FROM account a JOIN posting p ON a.id IN (p.debit_account, p.credit_account) AND (p.book_date <= cash_begin.since OR p.entry_id = (SELECT k.entry_id FROM cashbook_opening k WHERE k.cashbook_id = c)) AND p.cashbook_id = c WHERE a.status = 'control' AND a.kind = 'suspense';
END $$;
