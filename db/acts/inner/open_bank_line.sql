-- A bank line of the cashbook that nothing is matched to and that is no receipt yet; or why not. The cashbook's bank is locked by the caller.
-- A lump is open to the schedule it waits for.
CREATE OR REPLACE FUNCTION rb.open_bank_line(c rb.cashbook, the_line bigint, lump_too boolean DEFAULT false) RETURNS rb.bank_line
LANGUAGE plpgsql AS $$
DECLARE l bank_line; m record; r record;
BEGIN
  SELECT * INTO l FROM bank_line x WHERE x.id = the_line AND x.cashbook_id = c.id;
  IF NOT FOUND THEN PERFORM refuse('unknown_line', format('cashbook %s has no bank line %s: the Reconcile screen lists them', c.code, the_line), to_jsonb(the_line)); END IF;
  SELECT x.id, x.kind, x.login INTO m FROM bank_match x JOIN bank_match_line y ON y.match_id = x.id AND y.live WHERE y.line_id = l.id;
  IF FOUND AND NOT (lump_too AND m.kind = 'lump') THEN PERFORM refuse('matched_already', format('bank line %s is matched already (match %s by %s): undo that first', l.id, m.id, m.login), to_jsonb(m.id)); END IF;
  SELECT x.batch_id, x.line INTO r FROM bank_receipt x WHERE x.line_id = l.id AND x.live;
  IF FOUND THEN PERFORM refuse('receipt_already', format('bank line %s is line %s of batch %s: it is money once, post that batch', l.id, r.line, r.batch_id), to_jsonb(r.batch_id)); END IF;
  IF l.day <= (SELECT day FROM cashbook_opening o WHERE o.cashbook_id = c.id) THEN
    PERFORM refuse('before_cut_off', format('bank line %s lies before the cut-off: the opening balance holds it', l.id), to_jsonb(l.id)); END IF;
  RETURN l;
END $$;
