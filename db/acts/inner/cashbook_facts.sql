-- A cashbook as at the end of a day, the days since the standing sheet before it in one: balances, items, legs, what it rests on, what it hands on.
-- The cashbook's balance comes from postings by book date alone, whatever is matched. `whole` are the matches that a sheet of the day rests on; they and what stands open are read once.
CREATE OR REPLACE FUNCTION rb.cashbook_facts(c smallint, until date, OUT facts jsonb, OUT whole bigint[])
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE b record; met record; open jsonb; brought bigint; money_in bigint; money_out bigint; told bigint; shown bigint; booked bigint; items jsonb; rest bigint; after_suspense bigint; done int; open_lines int;
BEGIN
  b := cash_begin(c, until);
  SELECT coalesce(sum(l.pence) FILTER (WHERE l.pence > 0), 0), coalesce(-sum(l.pence) FILTER (WHERE l.pence < 0), 0) INTO money_in, money_out FROM cash_lines(c, b.origin, b.since, until, b.sheet) l;
  told := bank_said(c, until); shown := coalesce(told, b.bank + money_in - money_out);
  SELECT coalesce(sum(e.pence), 0) + b.book INTO booked FROM cash_entries(c, b.since, until, '[]') e;
  met := cash_sorted(c, until, b.mark, b.waiting); whole := met.whole; brought := b.brought + cash_brought(c, b.origin, whole);
  SELECT count(*) FILTER (WHERE o.bank_line IS NOT NULL AND o.done AND o.day > b.since), count(*) FILTER (WHERE o.bank_line IS NOT NULL AND NOT o.done AND o.match_id IS NULL),
    coalesce(jsonb_agg(jsonb_build_object('entry', o.entry_id, 'line', o.line, 'bank_line', o.bank_line, 'day', o.day, 'pence', o.pence, 'match', o.match_id)) FILTER (WHERE NOT o.done), '[]')
    INTO done, open_lines, open FROM cash_open(c, until, met.whole, met.waiting) o;
  SELECT jsonb_build_object('timing', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'entry', i.item -> 'entry_line') FILTER (WHERE i.part = 'timing'), '[]'),
      'explained', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'line') FILTER (WHERE i.part = 'explained'), '[]'),
      'unexplained', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'line') FILTER (WHERE i.part = 'unexplained'), '[]')), coalesce(sum(i.pence), 0)
    INTO items, rest FROM day_items(b.origin, brought, open) i;
  rest := booked - shown - rest;
  SELECT jsonb_build_object('timing', items -> 'timing', 'explained', items -> 'explained' || coalesce(jsonb_agg(i.item ORDER BY i.item -> 'statement') FILTER (WHERE i.part = 'explained'), '[]'), 'unexplained', items -> 'unexplained' || coalesce(jsonb_agg(i.item ORDER BY i.item -> 'statement') FILTER (WHERE i.part = 'unexplained'), '[]'))
    INTO items FROM day_lacks(c, until, rest) i;
  SELECT b.suspense + coalesce(sum(CASE WHEN p.credit_account = a.id THEN p.pence ELSE -p.pence END), 0) INTO after_suspense
    FROM account a JOIN posting p ON a.id IN (p.debit_account, p.credit_account) AND p.book_date > b.since AND p.book_date <= until AND p.cashbook_id = c AND NOT EXISTS (SELECT FROM cashbook_opening k WHERE k.entry_id = p.entry_id) WHERE a.status = 'control' AND a.kind = 'suspense';
  facts := items || jsonb_build_object('first', b.since + 1, 'day', until, 'book', booked, 'bank', jsonb_build_object('opening', b.bank, 'in', money_in, 'out', money_out, 'closing', shown, 'told', told IS NOT NULL),
    'legs', day_legs(c, b.since, until), 'suspense', jsonb_build_object('before', b.suspense, 'after', after_suspense), 'matched', done, 'unmatched', open_lines, 'behind', day_behind(c, b.since, until), 'carried', day_carries(b.origin, brought, open) || jsonb_build_object('mark', greatest(b.mark, (SELECT max(x.id) FROM bank_match x)), 'waiting', to_jsonb(met.waiting)),
    'tolerated', day_tolerated(whole), 'reconciled_by', (SELECT coalesce(jsonb_agg(DISTINCT m.login), '[]') FROM bank_line l JOIN bank_match_line x ON x.line_id = l.id AND x.live JOIN bank_match m ON m.id = x.match_id WHERE l.cashbook_id = c AND l.day > b.since AND l.day <= until));
END $$;
