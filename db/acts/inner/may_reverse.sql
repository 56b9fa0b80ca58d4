-- Whose reversal is one's own; every other is a request.
CREATE OR REPLACE FUNCTION rb.may_reverse(e rb.entry, the_line int, pence bigint) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE most bigint;
BEGIN
  IF e.kind NOT IN ('batch', 'clearing', 'correction') THEN PERFORM refuse('reversal_needs_request', 'only a posted receipt or a clearing is reversed this way: request a reversal'); END IF;
  IF e.login <> session_user OR EXISTS (SELECT FROM batch_line l WHERE l.batch_id = e.batch_id AND (the_line = 0 OR l.line = the_line) AND l.state = 'kept' AND l.makers <> ARRAY[session_user::name]) THEN
    PERFORM refuse('reversal_needs_request', 'it was keyed or posted by somebody else: request a reversal'); END IF;
  IF (e.made_at AT TIME ZONE 'Europe/London')::date <> today() THEN
    PERFORM refuse('reversal_needs_request', 'it was posted on an earlier day: request a reversal'); END IF;
  IF EXISTS (SELECT FROM posting p JOIN cashbook c ON c.id = p.cashbook_id WHERE p.entry_id = e.id AND p.book_date <= c.signed_to) THEN
    PERFORM refuse('reversal_needs_request', 'its day has been signed: request a reversal'); END IF;
  IF EXISTS (SELECT FROM posting p JOIN account a ON a.id = p.credit_account JOIN interest i ON i.account_id IN (a.id, a.parent_id) AND i.login = session_user
      WHERE p.entry_id = e.id AND (the_line = 0 OR p.line = the_line)) THEN
    PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: ask a colleague'); END IF;
  SELECT per_item_pence INTO most FROM limit_rule r JOIN operator o ON r.who IN (o.login, o.grp) WHERE o.login = session_user AND r.kind = 'reversal' ORDER BY r.who = o.login DESC LIMIT 1;
  IF pence > most THEN PERFORM refuse('over_limit', format('your limit for reversals is %s: request a reversal', to_char(most / 100.0, 'FM999,999,990.00'))); END IF;
END $$;
