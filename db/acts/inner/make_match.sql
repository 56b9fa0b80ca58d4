-- Bank lines and cashbook entries that are the same money, matched; what stood on a clearing goes to the bank. Sums must agree, each entry be whole and free.
-- most: how many pence bank and cashbook may be apart; what they are apart is posted to bank differences, on the bank's own day while that is open.
-- lines: ids, checked by the caller; entries: [[entry, line], …], line 0 the entry whole
CREATE OR REPLACE FUNCTION rb.make_match(c rb.cashbook, lines bigint[], entries jsonb, the_how text, the_file bigint, why text, most bigint DEFAULT 0) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE k record; came bigint; held bigint := 0; each jsonb := '[]'; sums jsonb; p record; m bigint; last date; cut cashbook_opening; apart bigint; other bigint;
BEGIN
  SELECT * INTO cut FROM cashbook_opening o WHERE o.cashbook_id = c.id;
  SELECT coalesce(sum(l.pence), 0), max(l.day) INTO came, last FROM bank_line l WHERE l.id = ANY (lines);
  FOR k IN SELECT (x ->> 0)::bigint AS entry, coalesce((x ->> 1)::int, 0) AS line, coalesce((SELECT sum(e.pence) FROM cash_effect(c.id, (x ->> 0)::bigint, coalesce((x ->> 1)::int, 0)) e), 0)::bigint AS pence FROM jsonb_array_elements(entries) x LOOP
    IF k.pence = 0 THEN PERFORM refuse('not_of_cashbook', format('entry %s moved nothing of cashbook %s: only its receipts and payments are matched', proof_place(k.entry, nullif(k.line, 0)), c.code), to_jsonb(k.entry)); END IF;
    IF k.entry = cut.entry_id AND k.line IN (0, 1) THEN PERFORM refuse('opening_balance', 'the opening balance of the cut-off is no entry to match: match its items'); END IF;
    IF k.entry <> cut.entry_id AND (SELECT g.book_date FROM posting g WHERE g.entry_id = k.entry LIMIT 1) <= cut.day THEN
      PERFORM refuse('before_cut_off', format('entry %s lies before the cut-off: the opening balance holds it, its items are what was open', proof_place(k.entry, nullif(k.line, 0))), to_jsonb(k.entry)); END IF;
    held := held + k.pence; each := each || jsonb_build_array(jsonb_build_array(k.entry, k.line, k.pence));
  END LOOP;
  apart := came - held;
  IF abs(apart) > (CASE WHEN cardinality(lines) = 0 THEN 0 ELSE most END) THEN
    PERFORM refuse('match_differs', format('the bank has %s, the cashbook %s: %s apart%s, choose what else belongs to it', in_pounds(came), in_pounds(held), in_pounds(abs(apart)), CASE WHEN most > 0 THEN format(' where %s allows %s', c.code, in_pounds(most)) ELSE '' END), to_jsonb(apart)); END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_array(t.account_id, t.pence)), '[]') INTO sums FROM (
    SELECT e.account_id, sum(e.pence)::bigint AS pence FROM jsonb_array_elements(each) x CROSS JOIN LATERAL cash_effect(c.id, (x ->> 0)::bigint, (x ->> 1)::int) e
    WHERE e.account_id <> control_account(c.landlord_id, 'bank', c.id) GROUP BY e.account_id HAVING sum(e.pence) <> 0) t;
  IF cardinality(lines) = 0 AND sums <> '[]' THEN PERFORM refuse('match_differs', 'entries that cancel each other must stand on the same account', sums); END IF;
  IF apart <> 0 THEN other := control_account(c.landlord_id, 'bank-differences', c.id); sums := sums || jsonb_build_array(jsonb_build_array(other, apart, 'BKDF')); END IF;
  p := clear_to_bank(c, sums, 'CLRG', last, CASE WHEN apart <> 0 THEN difference_day(c, last) END);
  IF apart <> 0 THEN each := each || jsonb_build_array(jsonb_build_array(p.entry_id, (SELECT g.line FROM posting g WHERE g.entry_id = p.entry_id AND other IN (g.debit_account, g.credit_account)), apart)); END IF;
  INSERT INTO bank_match (cashbook_id, kind, how, file_id, pence, entry_id, why, apart_pence, apart_within)
    VALUES (c.id, CASE WHEN cardinality(lines) = 0 THEN 'contra' WHEN jsonb_array_length(sums) = CASE WHEN apart = 0 THEN 0 ELSE 1 END THEN 'link' ELSE 'clearing' END, the_how, the_file, came, p.entry_id, coalesce(why, ''), apart, CASE WHEN apart <> 0 THEN most ELSE 0 END) RETURNING id INTO m;
  PERFORM fill_match(m, lines, each);
  RETURN jsonb_build_object('match', m, 'posting', p.number, 'pence', came, 'apart', apart);
END $$;
