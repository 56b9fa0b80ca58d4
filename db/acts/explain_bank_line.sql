-- What stands open on either side, explained: a fee or a transfer is posted and done with; any other reason stays with it, and with its owner, until it is matched.
-- What is said stands with the item, where erasing may blank it, and not in the audit.
-- doc: cashbook, line_id, or entry [entry, line]; reason, words, owner (login, oneself by default)
CREATE OR REPLACE FUNCTION rb.explain_bank_line(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; l bank_line; e bigint := (doc -> 'entry' ->> 0)::bigint; n int := (doc -> 'entry' ->> 1)::int; said text := left(btrim(coalesce(doc ->> 'words', '')), 200); t bank_statement; who name := coalesce(doc ->> 'owner', session_user); x bigint; p record;
BEGIN
  done := begin_act('explain_bank_line', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  PERFORM lock_bank(ARRAY[c.id]);
  IF num_nonnulls(doc ->> 'line_id', e, doc ->> 'statement') <> 1 THEN PERFORM refuse('doc_wrong', 'name a bank line, an entry of the cashbook, or a statement'); END IF;
  IF doc ->> 'statement' IS NOT NULL THEN t := open_difference(c, (doc ->> 'statement')::bigint, doc ->> 'reason'); END IF;
  IF doc ->> 'line_id' IS NOT NULL THEN l := open_bank_line(c, (doc ->> 'line_id')::bigint); END IF;
  IF doc ->> 'reason' IN ('fee', 'transfer') THEN
    IF l.id IS NULL THEN PERFORM refuse('doc_wrong', 'a fee or a transfer is a line of the bank'); END IF;
    IF doc ->> 'reason' = 'fee' AND l.pence > 0 THEN PERFORM refuse('fee_comes_in', 'a fee goes out: money in is a receipt, a transfer, or something to ask about', to_jsonb(l.id)); END IF;
    p := clear_to_bank(c, jsonb_build_array(jsonb_build_array(control_account(c.landlord_id, CASE doc ->> 'reason' WHEN 'fee' THEN 'bank-charges' ELSE 'bank-transfers' END, c.id), l.pence)), CASE doc ->> 'reason' WHEN 'fee' THEN 'BKCH' ELSE 'BKTR' END, l.day);
    INSERT INTO bank_match (cashbook_id, kind, pence, entry_id, why) VALUES (c.id, doc ->> 'reason', l.pence, p.entry_id, said) RETURNING id INTO x;
    PERFORM fill_match(x, ARRAY[l.id], jsonb_build_array(jsonb_build_array(p.entry_id, 0, l.pence)));
    RETURN end_act('explain_bank_line', the_key, jsonb_build_object('match', x, 'posting', p.number), 'match ' || x, nullif(said, ''));
  END IF;
  IF length(said) < 3 THEN PERFORM refuse('reason_needed', 'say in words what it is and what is waited for'); END IF;
  IF NOT EXISTS (SELECT FROM operator o WHERE o.login = who AND NOT o.suspended AND o.grp <> 'auditor') THEN PERFORM refuse('unknown_operator', format('%s is no operator who can take it: rentbook operator list shows them', who), to_jsonb(who)); END IF;
  IF e IS NOT NULL AND NOT EXISTS (SELECT FROM cash_effect(c.id, e, coalesce(n, 0))) THEN PERFORM refuse('not_of_cashbook', format('entry %s moved nothing of cashbook %s', proof_place(e, nullif(n, 0)), c.code), to_jsonb(e)); END IF;
  IF e IS NOT NULL AND EXISTS (SELECT FROM bank_match_entry m WHERE m.live AND m.entry_id = e AND (m.line = 0 OR coalesce(n, 0) IN (0, m.line))) THEN PERFORM refuse('matched_already', format('entry %s is matched already', proof_place(e, nullif(n, 0))), to_jsonb(e)); END IF;
  UPDATE bank_explained y SET live = false WHERE y.live AND (y.line_id = l.id OR y.statement_id = t.id OR (y.entry_id, y.line) = (e, coalesce(n, 0)));
  INSERT INTO bank_explained (cashbook_id, line_id, statement_id, entry_id, line, reason, words, owner)
    VALUES (c.id, l.id, t.id, e, CASE WHEN e IS NOT NULL THEN coalesce(n, 0) END, doc ->> 'reason', said, who) RETURNING id INTO x;
  RETURN end_act('explain_bank_line', the_key, jsonb_build_object('explained', x), coalesce('bank line ' || l.id, 'statement ' || t.id, proof_place(e, nullif(n, 0))));
EXCEPTION WHEN check_violation THEN
  PERFORM refuse('doc_wrong', 'the reasons are fee, transfer, not-credited, not-presented, no-schedule, bank-error, not-ours, enquiry and other', doc -> 'reason');
END $$;
GRANT EXECUTE ON FUNCTION rb.explain_bank_line(text, jsonb) TO @assistant@;
