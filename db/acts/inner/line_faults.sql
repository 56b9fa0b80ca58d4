-- Every fault of a batch's lines lo..hi, the first rule that speaks against each; one set for one line or a hundred thousand.
-- Index scans only: the statistics of a batch just filled still call it small.
CREATE OR REPLACE FUNCTION rb.line_faults(the_batch bigint, lo int, hi int) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp SET enable_seqscan = off AS $$
  WITH b AS (
    SELECT x.id, x.stream_id, c.landlord_id, s.needs, s.code_id, today() AS today, ARRAY(SELECT account_id FROM interest WHERE login = session_user) AS mine
    FROM batch x JOIN cashbook c ON c.id = x.cashbook_id JOIN stream s ON s.id = x.stream_id WHERE x.id = the_batch),
  told AS (
    SELECT l.line, CASE
      WHEN l.pence < 0 THEN 1
      WHEN l.pence NOT BETWEEN 1 AND 100000000 THEN 2
      WHEN l.account_id IS NOT NULL AND (a.status IS NULL OR a.status = 'control') THEN 3
      WHEN a.landlord_id <> b.landlord_id THEN 4
      WHEN a.status = 'closed' THEN 5
      WHEN a.id = ANY (b.mine) OR a.parent_id = ANY (b.mine) THEN 6
      WHEN l.split AND EXISTS (SELECT FROM line_part p JOIN account q ON q.id = p.account_id WHERE (p.batch_id, p.line) = (l.batch_id, l.line) AND (q.id = ANY (b.mine) OR q.parent_id = ANY (b.mine))) THEN 6
      WHEN l.effective_date > b.today THEN 7
      WHEN l.account_id IS NULL AND btrim(l.reason) = '' THEN 8
      WHEN concat_ws('|', l.quoted, l.payer, l.narrative, l.reason, l.look, l.drawer, l.cheque_number, l.provider_ref, l.match, l.auth) ~ '([0-9][^0-9]{0,3}){13}'
        AND looks_like_card(concat_ws('|', l.quoted, l.payer, l.narrative, l.reason, l.look, l.drawer, l.cheque_number, l.provider_ref, l.match, l.auth)) THEN 9
      WHEN cardinality(b.needs) > 0 AND ('auth' = ANY (b.needs) AND l.auth = '' OR 'last4' = ANY (b.needs) AND l.last4 = '' OR 'drawer' = ANY (b.needs) AND l.drawer = ''
        OR 'cheque_number' = ANY (b.needs) AND l.cheque_number = '' OR 'provider_ref' = ANY (b.needs) AND l.provider_ref = '') THEN 10
      WHEN a.deceased AND btrim(l.reason) = '' THEN 11
      WHEN btrim(l.reason) = '' AND EXISTS (SELECT FROM batch_line o JOIN batch ob ON ob.id = o.batch_id
          WHERE o.account_id = l.account_id AND o.effective_date = l.effective_date AND o.pence = l.pence AND o.state = 'kept'
            AND ob.state = 'open' AND ob.stream_id = b.stream_id AND (NOT ob.blind OR ob.id = b.id OR held_by_me(ob.id)) AND (o.batch_id <> l.batch_id OR o.line < l.line)) THEN 12
      WHEN btrim(l.reason) = '' AND EXISTS (SELECT FROM posting p WHERE p.credit_account >= 10000 AND p.credit_account = l.account_id AND p.effective_date = l.effective_date
          AND p.pence = l.pence AND p.code_id = b.code_id
          AND NOT EXISTS (SELECT FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))) THEN 12
      END AS rule
    FROM b JOIN batch_line l ON l.batch_id = b.id LEFT JOIN account a ON a.id = l.account_id
    WHERE l.line BETWEEN lo AND hi AND l.state = 'kept')
  SELECT jsonb_agg(jsonb_build_object('line', line, 'code', code, 'says', says) ORDER BY line) FROM told JOIN (VALUES
    (1, 'negative_needs_request', 'a negative line is a request: reverse the posting it corrects (rentbook reverse), or ask for a reversal'),
    (2, 'amount_out_of_range', 'an amount is between 0.01 and 1,000,000.00'),
    (3, 'unknown_account', 'that is no customer account: find it again, or send the line to suspense'),
    (4, 'wrong_landlord', 'the account is another landlord''s: send the line to suspense'),
    (5, 'account_closed', 'the account is closed: find the open one, or send the line to suspense'),
    (6, 'interest_declared', 'the account is declared yours or a relative''s: ask a colleague to key it'),
    (7, 'date_in_future', 'the effective date has not come yet: use today or the day the money moved'),
    (8, 'reason_needed', 'a line to suspense needs a reason: say what is known'),
    (9, 'card_number', 'that looks like a card number: never keep one, only authorisation code and last four digits'),
    (10, 'stream_needs_field', 'this stream asks for more on each line: fill in what its setup names'),
    (11, 'reason_needed', 'the tenant has died: give a reason, or send the line to suspense'),
    (12, 'reason_needed', 'the same receipt stands already (account, date, amount and stream): give a reason if it is a second one')
  ) r (rule, code, says) USING (rule) $$;
