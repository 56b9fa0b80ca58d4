-- Every fault of a batch's lines lo..hi, first rule first; one set for one line or a hundred thousand.
CREATE OR REPLACE FUNCTION rb.line_faults(the_batch bigint, lo int, hi int) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH b AS (SELECT x.*, c.landlord_id, s.takes, s.needs, s.code_id, s.code AS stream FROM batch x JOIN cashbook c ON c.id = x.cashbook_id JOIN stream s ON s.id = x.stream_id WHERE x.id = the_batch),
  l AS (SELECT l.*, a.landlord_id AS landlord, a.status, a.deceased, a.parent_id FROM batch_line l LEFT JOIN account a ON a.id = l.account_id
        WHERE l.batch_id = the_batch AND l.line BETWEEN lo AND hi AND l.state = 'kept'),
  told AS (SELECT l.line, f.code, f.says FROM l, b, LATERAL (SELECT * FROM (VALUES
    (1, l.pence < 0, 'negative_needs_request', 'a negative line is a request: reverse the posting it corrects (rentbook reverse), or ask for a reversal'),
    (2, l.pence NOT BETWEEN 1 AND 100000000, 'amount_out_of_range', 'an amount is between 0.01 and 1,000,000.00'),
    (3, l.account_id IS NOT NULL AND (l.status IS NULL OR l.status = 'control'), 'unknown_account', 'that is no customer account: find it again, or send the line to suspense'),
    (4, l.account_id IS NOT NULL AND l.landlord <> b.landlord_id, 'wrong_landlord', 'the account is another landlord''s: send the line to suspense'),
    (5, l.status = 'closed', 'account_closed', 'the account is closed: find the open one, or send the line to suspense'),
    (6, EXISTS (SELECT FROM interest i WHERE i.login = session_user AND (i.account_id IN (l.account_id, l.parent_id)
          OR i.account_id IN (SELECT p.account_id FROM line_part p WHERE (p.batch_id, p.line) = (l.batch_id, l.line)))),
       'interest_declared', 'the account is declared yours or a relative''s: ask a colleague to key it'),
    (7, l.effective_date > today(), 'date_in_future', 'the effective date has not come yet: use today or the day the money moved'),
    (8, l.account_id IS NULL AND l.reason = '', 'reason_needed', 'a line to suspense needs a reason: say what is known'),
    (9, looks_like_card(concat_ws(' / ', l.quoted, l.payer, l.narrative, l.reason, l.drawer, l.cheque_number, l.provider_ref, l.auth)), 'card_number',
       'that looks like a card number: never keep one, only authorisation code and last four digits'),
    (10, 'auth' = ANY (b.needs) AND l.auth = '' OR 'last4' = ANY (b.needs) AND l.last4 = '' OR 'drawer' = ANY (b.needs) AND l.drawer = ''
       OR 'cheque_number' = ANY (b.needs) AND l.cheque_number = '' OR 'provider_ref' = ANY (b.needs) AND l.provider_ref = '', 'stream_needs_field',
       format('a line of stream %s needs %s', b.stream, array_to_string(b.needs, ', '))),
    (11, l.deceased AND l.reason = '', 'reason_needed', 'the tenant has died: give a reason, or send the line to suspense'),
    (12, l.account_id IS NOT NULL AND l.reason = '' AND (
        EXISTS (SELECT FROM batch_line o JOIN batch ob ON ob.id = o.batch_id WHERE o.account_id = l.account_id AND o.effective_date = l.effective_date AND o.pence = l.pence
          AND o.state = 'kept' AND ob.state = 'open' AND ob.stream_id = b.stream_id AND (o.batch_id <> l.batch_id OR o.line < l.line))
        OR EXISTS (SELECT FROM posting p WHERE p.credit_account = l.account_id AND p.effective_date = l.effective_date AND p.pence = l.pence AND p.code_id = b.code_id
          AND NOT EXISTS (SELECT FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part)))),
       'reason_needed', 'the same receipt stands already (account, date, amount and stream): give a reason if it is a second one')
    ) r (rank, wrong, code, says) WHERE wrong ORDER BY rank LIMIT 1) f)
  SELECT jsonb_agg(jsonb_build_object('line', line, 'code', code, 'says', says) ORDER BY line) FROM told $$;
