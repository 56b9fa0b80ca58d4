-- A line of a file gets its account, or goes to suspense with a reason; until the batch posts it can be settled otherwise. What was matched for certain goes elsewhere for a reason only.
-- doc: account_id (null: suspense), reason, remember (the name becomes an alias too)
CREATE OR REPLACE FUNCTION rb.settle_line(the_key text, the_file bigint, the_item int, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; l file_line; bad jsonb; a account; home smallint; the_account bigint := (doc ->> 'account_id')::bigint; why text := coalesce(doc ->> 'reason', '');
BEGIN
  done := begin_act('settle_line', the_key, jsonb_build_object('file', the_file, 'item', the_item, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine((SELECT batch_id FROM payment_file WHERE id = the_file));
  SELECT * INTO l FROM file_line WHERE (file_id, item) = (the_file, the_item);
  IF NOT FOUND OR NOT l.live THEN PERFORM refuse('unknown_line', format('row %s of file %s has nothing to settle: a duplicate is posted where it came first', coalesce(l.line, the_item), the_file), to_jsonb(the_item)); END IF;
  SELECT landlord_id INTO home FROM cashbook WHERE id = b.cashbook_id;
  IF the_account IS NOT NULL THEN
    SELECT * INTO a FROM account WHERE id = the_account AND status <> 'control';
    IF NOT FOUND THEN PERFORM refuse('unknown_account', 'that is no customer account: find it again, or send the line to suspense', to_jsonb(the_item)); END IF;
    IF a.landlord_id <> home THEN PERFORM refuse('wrong_landlord', 'the account is another landlord''s: send the line to suspense', to_jsonb(the_item)); END IF;
    IF a.status = 'closed' THEN PERFORM refuse('account_closed', 'the account is closed: find the open one, or send the line to suspense', to_jsonb(the_item)); END IF;
    IF EXISTS (SELECT FROM interest i WHERE i.login = session_user AND i.account_id IN (a.id, a.parent_id)) THEN
      PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: ask a colleague to settle it', to_jsonb(the_item)); END IF;
    IF a.deceased AND btrim(why) = '' THEN PERFORM refuse('reason_needed', 'the tenant has died: give a reason, or send the line to suspense', to_jsonb(the_item)); END IF;
  ELSIF l.debit THEN PERFORM refuse('recovery_needs_account', 'a recovery is somebody''s debt: name the account that owes it, suspense cannot', to_jsonb(the_item));
  ELSIF length(btrim(why)) < 3 THEN PERFORM refuse('reason_needed', 'a line to suspense needs a reason: say what is known', to_jsonb(the_item)); END IF;
  IF l.outcome = 'matched' AND the_account IS DISTINCT FROM l.account_id AND length(btrim(why)) < 3 THEN
    PERFORM refuse('reason_needed', format('row %s is matched for certain to %s: give a reason to post it elsewhere', l.line, (SELECT ref FROM account WHERE id = l.account_id)), to_jsonb(the_item)); END IF;
  INSERT INTO batch_line (batch_id, line, account_id, pence, debit, code_id, effective_date, quoted, payer, narrative, reason, match, score)
    SELECT b.id, l.item, the_account, l.pence, l.debit, l.code_id, l.day, left(coalesce(l.keys -> 0 ->> 1, ''), 200), l.name, l.narrative, why, 'settled', NULL
    ON CONFLICT (batch_id, line) DO UPDATE SET account_id = EXCLUDED.account_id, reason = EXCLUDED.reason, match = 'settled', score = NULL, state = 'kept', kept_at = clock_timestamp(),
      makers = CASE WHEN session_user = ANY (batch_line.makers) THEN batch_line.makers ELSE batch_line.makers || session_user::name END;
  UPDATE file_line SET settled_by = session_user, settled_at = clock_timestamp(), remember = coalesce((doc ->> 'remember')::boolean, false) WHERE (file_id, item) = (the_file, the_item);
  RETURN end_act('settle_line', the_key, line_answer(b, the_item), 'file ' || the_file);
END $$;
GRANT EXECUTE ON FUNCTION rb.settle_line(text, bigint, int, jsonb) TO @assistant@;
