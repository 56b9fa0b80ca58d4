-- Money that came and went back, by the bank's own line: the receipt is reversed with its reason, linked and matched to that line, and a case stands on the desk.
-- Whoever keyed the receipt and when: the bank has spoken. A payment of ours that came back (unapplied credit) is reversed likewise.
-- doc: cashbook, line_id, entry (A17-000123), line, kind (cheque, chargeback, recalled, unapplied-credit), why, next_action
CREATE OR REPLACE FUNCTION rb.return_money(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; l bank_line; e entry; n int := (doc ->> 'line')::int; was bigint; a bigint; undo bigint; number text; cleared jsonb; m bigint; r bigint; said text := left(btrim(coalesce(doc ->> 'why', '')), 200);
BEGIN
  done := begin_act('return_money', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  PERFORM lock_bank(ARRAY[c.id]);
  l := open_bank_line(c, (doc ->> 'line_id')::bigint);
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say why it came back, as the bank says it'); END IF;
  IF coalesce(doc ->> 'kind', '') NOT IN ('cheque', 'chargeback', 'recalled', 'unapplied-credit') OR (doc ->> 'kind' = 'unapplied-credit') <> (l.pence > 0) THEN
    PERFORM refuse('doc_wrong', 'a cheque, a chargeback or a recalled payment goes out again, an unapplied credit comes in', doc -> 'kind'); END IF;
  SELECT x.* INTO e FROM entry x JOIN chain k ON k.login = x.login WHERE entry_number(k.series, x.number) = doc ->> 'entry';
  SELECT sum(x.pence) INTO was FROM cash_effect(c.id, e.id, n) x;
  IF was IS NULL OR n < 1 THEN PERFORM refuse('unknown_posting', format('cashbook %s has no receipt %s.%s: the account shows its number', c.code, doc ->> 'entry', n), doc -> 'entry'); END IF;
  IF was + l.pence <> 0 THEN PERFORM refuse('match_differs', format('the bank has %s, the receipt was %s: another receipt came back', in_pounds(abs(l.pence)), in_pounds(abs(was))), to_jsonb(was + l.pence)); END IF;
  IF e.kind NOT IN ('batch', 'history', 'request') THEN PERFORM refuse('unknown_posting', 'only a receipt or a payment comes back', doc -> 'entry'); END IF;
  SELECT x.id INTO a FROM posting p JOIN account x ON x.id IN (p.debit_account, p.credit_account) AND x.id <> ALL (cash_accounts(c.id)) WHERE p.entry_id = e.id AND p.line = n ORDER BY x.id DESC LIMIT 1;
  IF EXISTS (SELECT FROM posting p JOIN account x ON x.id IN (p.debit_account, p.credit_account) JOIN interest i ON i.account_id IN (x.id, x.parent_id) AND i.login = session_user WHERE p.entry_id = e.id AND p.line = n) THEN
    PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: ask a colleague'); END IF;
  PERFORM check_book_date(c.landlord_id, c.id, today());
  number := reverse_entry(e, n, said, (doc ->> 'entry') || '.' || n);
  SELECT x.entry_id INTO STRICT undo FROM reversal x WHERE x.original_entry = e.id AND x.original_line = n LIMIT 1;
  cleared := make_match(c, ARRAY[l.id], jsonb_build_array(jsonb_build_array(undo, n)), 'hand', NULL, said);
  UPDATE bank_match SET kind = 'returned' WHERE id = (cleared ->> 'match')::bigint AND kind = 'link';
  INSERT INTO returned_money (cashbook_id, line_id, kind, original_entry, original_line, entry_id, account_id, pence, why, next_action)
    VALUES (c.id, l.id, doc ->> 'kind', e.id, n, undo, a, abs(l.pence), said, left(coalesce(doc ->> 'next_action', ''), 200)) RETURNING id INTO r;
  RETURN end_act('return_money', the_key, jsonb_build_object('case', r, 'posting', number || '.' || n, 'reverses', (doc ->> 'entry') || '.' || n, 'cleared', cleared -> 'posting', 'match', cleared -> 'match', 'total_pence', abs(l.pence)), 'returned ' || r, said);
END $$;
GRANT EXECUTE ON FUNCTION rb.return_money(text, jsonb) TO @assistant@;
