-- Where the proof of a cashbook's day begins: the standing sheet before it, else its cut-off, else the evening before its first statement.
-- What stood open there goes on from there as that sheet carried it: entries' lines [[entry, line], …] (line 0: the entry whole), bank lines by id,
-- the matches that waited (`waiting`; every other one of up to `mark` is a sheet's), and what was brought forward: by how much the cashbook's postings up to `origin`, where all proof begins, differ from the balance the bank began with. A stated cut-off leaves nothing of that.
CREATE OR REPLACE FUNCTION rb.cash_begin(c smallint, until date, OUT origin date, OUT since date, OUT bank bigint, OUT book bigint, OUT suspense bigint, OUT brought bigint, OUT entries jsonb, OUT lines bigint[], OUT sheet bigint, OUT mark bigint, OUT waiting bigint[])
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE s proof_sheet; o record; carried jsonb;
BEGIN
  SELECT x.day, x.bank_pence, x.entry_id INTO o FROM cashbook_opening x WHERE x.cashbook_id = c;
  SELECT * INTO s FROM proof_sheet x WHERE x.cashbook_id = c AND x.day < until AND x.ended IS NULL ORDER BY x.day DESC LIMIT 1;
  IF FOUND THEN
    since := s.day; bank := (s.facts #>> '{bank,closing}')::bigint; book := (s.facts ->> 'book')::bigint; suspense := (s.facts #>> '{suspense,after}')::bigint; sheet := s.id; carried := s.facts -> 'carried';
    origin := coalesce((carried ->> 'origin')::date, o.day, (SELECT min(x.first) - 1 FROM proof_sheet x WHERE x.cashbook_id = c AND x.ended IS NULL)); brought := coalesce((carried ->> 'brought')::bigint, 0);
    entries := coalesce(carried -> 'entries', (SELECT jsonb_agg(jsonb_build_array(t -> 'entry', t -> 'entry_line')) FROM jsonb_array_elements(s.facts -> 'timing') t), '[]');
    SELECT coalesce(array_agg((t ->> 'line')::bigint), '{}') INTO lines FROM jsonb_array_elements(s.facts -> 'explained') t WHERE t ? 'line';
    mark := coalesce((carried ->> 'mark')::bigint, 0); waiting := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(coalesce(carried -> 'waiting', '[]')) x);
    RETURN;
  END IF;
  lines := '{}'; entries := '[]'; brought := 0; mark := 0; waiting := '{}';
  IF o.day < until THEN
    since := o.day; origin := o.day; bank := o.bank_pence; entries := jsonb_build_array(jsonb_build_array(o.entry_id, 0));
    SELECT o.bank_pence + coalesce(sum(e.pence), 0) INTO book FROM cash_entries(c, o.day, o.day, entries) e;
  ELSE
    SELECT coalesce(least(t.day, until), until) - 1, coalesce(t.pence, 0) INTO since, bank FROM first_told(c) t;
    since := coalesce(since, until - 1); bank := coalesce(bank, 0); origin := since; book := cash_balance(c, since); brought := book - bank;
  END IF;
  SELECT coalesce(sum(CASE WHEN p.credit_account = a.id THEN p.pence ELSE -p.pence END), 0) INTO suspense
    FROM account a JOIN posting p ON a.id IN (p.debit_account, p.credit_account) AND (p.book_date <= cash_begin.since OR p.entry_id = o.entry_id) AND p.cashbook_id = c WHERE a.status = 'control' AND a.kind = 'suspense';
END $$;
