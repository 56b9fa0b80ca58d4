-- Puts one keyed line where it belongs, new or amended, and refuses it whole when a rule speaks against it.
CREATE OR REPLACE FUNCTION rb.write_line(b rb.batch, n int, doc jsonb, was rb.batch_line) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE r batch_line; bad jsonb; words text; as_was boolean := was.batch_id IS NOT NULL AND NOT doc ? 'parts';
BEGIN
  PERFORM check_doc(doc);
  r := jsonb_populate_record(was, doc - ARRAY['batch_id', 'line', 'makers', 'state', 'kept_at', 'split', 'parts']);
  r.batch_id := b.id; r.line := n; r.state := 'kept'; r.kept_at := clock_timestamp();
  r.split := CASE WHEN as_was THEN was.split ELSE jsonb_array_length(coalesce(nullif(doc -> 'parts', 'null'), '[]')) > 0 END;
  r.effective_date := coalesce(r.effective_date, b.effective_date);
  r.makers := CASE WHEN was.makers IS NULL THEN ARRAY[session_user::name] WHEN session_user = ANY (was.makers) THEN was.makers ELSE was.makers || session_user::name END;
  IF r.account_id IS NOT NULL AND NOT EXISTS (SELECT FROM account WHERE id = r.account_id AND status <> 'control') THEN
    PERFORM refuse('unknown_account', 'that is no customer account: find it again, or send the line to suspense', to_jsonb(n)); END IF;
  INSERT INTO batch_line VALUES (r.batch_id, r.line, r.state, r.account_id, r.split, r.pence, r.effective_date, coalesce(r.quoted, ''), coalesce(r.payer, ''), coalesce(r.narrative, ''),
      coalesce(r.reason, ''), coalesce(r.look, ''), coalesce(r.auth, ''), coalesce(r.last4, ''), coalesce(r.drawer, ''), coalesce(r.cheque_number, ''), coalesce(r.provider_ref, ''),
      coalesce(r.match, ''), r.score, r.makers, r.kept_at)
    ON CONFLICT (batch_id, line) DO UPDATE SET (state, account_id, split, pence, effective_date, quoted, payer, narrative, reason, look, auth, last4, drawer, cheque_number, provider_ref, match, score, makers, kept_at)
      = (EXCLUDED.state, EXCLUDED.account_id, EXCLUDED.split, EXCLUDED.pence, EXCLUDED.effective_date, EXCLUDED.quoted, EXCLUDED.payer, EXCLUDED.narrative, EXCLUDED.reason, EXCLUDED.look, EXCLUDED.auth, EXCLUDED.last4,
         EXCLUDED.drawer, EXCLUDED.cheque_number, EXCLUDED.provider_ref, EXCLUDED.match, EXCLUDED.score, EXCLUDED.makers, EXCLUDED.kept_at);
  IF NOT as_was THEN
    DELETE FROM line_part WHERE (batch_id, line) = (b.id, n);
    INSERT INTO line_part SELECT b.id, n, o, (p ->> 'account_id')::bigint, (p ->> 'pence')::bigint FROM jsonb_array_elements(coalesce(nullif(doc -> 'parts', 'null'), '[]')) WITH ORDINALITY x (p, o);
  END IF;
  IF r.split THEN
    words := part_faults(b.id, n);
    IF words IS NOT NULL THEN PERFORM refuse('split_wrong', words, to_jsonb(n)); END IF;
  END IF;
  bad := line_faults(b.id, n, n);
  IF bad IS NOT NULL THEN PERFORM refuse(bad -> 0 ->> 'code', bad -> 0 ->> 'says', to_jsonb(n)); END IF;
END $$;
