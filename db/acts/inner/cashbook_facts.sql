-- A cashbook as at the end of a day, the days since the standing sheet before it in one: balances, items, legs, what it rests on, what it hands on.
-- The cashbook's balance comes from postings by book date alone, whatever is matched.
CREATE OR REPLACE FUNCTION rb.cashbook_facts(c smallint, until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE b record; money_in bigint; money_out bigint; told bigint; shown bigint; booked bigint; items jsonb; rest bigint; after_suspense bigint; done int; open_lines int;
BEGIN
  b := cash_begin(c, until);
  SELECT coalesce(sum(l.pence) FILTER (WHERE l.pence > 0), 0), coalesce(-sum(l.pence) FILTER (WHERE l.pence < 0), 0) INTO money_in, money_out FROM cash_lines(c, b.origin, b.since, until, b.sheet) l;
  told := bank_said(c, until); shown := coalesce(told, b.bank + money_in - money_out);
  SELECT coalesce(sum(e.pence), 0) + b.book INTO booked FROM cash_entries(c, b.since, until, '[]') e;
  SELECT count(*) FILTER (WHERE o.bank_line IS NOT NULL AND o.done AND o.day > b.since), count(*) FILTER (WHERE o.bank_line IS NOT NULL AND NOT o.done AND o.match_id IS NULL) INTO done, open_lines FROM cash_open(c, until) o;
  SELECT jsonb_build_object('timing', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'entry', i.item -> 'entry_line') FILTER (WHERE i.part = 'timing'), '[]'),
      'explained', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'line') FILTER (WHERE i.part = 'explained'), '[]'),
      'unexplained', coalesce(jsonb_agg(i.item ORDER BY i.item ->> 'day', i.item -> 'line') FILTER (WHERE i.part = 'unexplained'), '[]')), coalesce(sum(i.pence), 0)
    INTO items, rest FROM day_items(c, until) i;
  rest := booked - shown - rest;
  IF rest <> 0 THEN items := jsonb_set(items, '{unexplained}', items -> 'unexplained' || jsonb_build_object('what', 'statements', 'day', until, 'pence', rest, 'reason', 'gap', 'owner', '', 'words', '')); END IF;
  SELECT b.suspense + coalesce(sum(CASE WHEN p.credit_account = a.id THEN p.pence ELSE -p.pence END), 0) INTO after_suspense
    FROM account a JOIN posting p ON a.id IN (p.debit_account, p.credit_account) AND p.book_date > b.since AND p.book_date <= until AND p.cashbook_id = c AND NOT EXISTS (SELECT FROM cashbook_opening k WHERE k.entry_id = p.entry_id) WHERE a.status = 'control' AND a.kind = 'suspense';
  RETURN items || jsonb_build_object('first', b.since + 1, 'day', until, 'book', booked, 'bank', jsonb_build_object('opening', b.bank, 'in', money_in, 'out', money_out, 'closing', shown, 'told', told IS NOT NULL),
    'legs', day_legs(c, b.since, until), 'suspense', jsonb_build_object('before', b.suspense, 'after', after_suspense), 'matched', done, 'unmatched', open_lines, 'behind', day_behind(c, b.since, until), 'carried', day_carries(c, until),
    'reconciled_by', (SELECT coalesce(jsonb_agg(DISTINCT m.login), '[]') FROM bank_match m WHERE m.cashbook_id = c AND m.live AND EXISTS (SELECT FROM bank_match_line x JOIN bank_line l ON l.id = x.line_id WHERE x.match_id = m.id AND l.day > b.since AND l.day <= until)));
END $$;
