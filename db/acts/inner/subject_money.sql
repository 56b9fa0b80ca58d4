-- What moved on the person's accounts, what was paid in and by whom it said it was, what files and the bank wrote, how it was matched.
CREATE OR REPLACE FUNCTION rb.subject_money(the_customer bigint) RETURNS TABLE (part text, one json)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  -- a customer's account has a number from 10000 on: said here, or the partial indexes are not used
  WITH mine AS (SELECT * FROM subject_accounts(the_customer)),
  moved AS (
    SELECT p.*, s.account_id AS mine, true AS charged FROM mine s JOIN posting p ON p.debit_account = s.account_id AND p.debit_account >= 10000 AND p.effective_date <= s.until
    UNION ALL SELECT p.*, s.account_id, false FROM mine s JOIN posting p ON p.credit_account = s.account_id AND p.credit_account >= 10000 AND p.effective_date <= s.until),
  paid AS (
    SELECT k.batch_id, k.line, s.account_id AS mine, k.pence FROM mine s JOIN batch_line k ON k.account_id = s.account_id AND NOT k.split AND k.effective_date <= s.until AND k.batch_id <> ALL (blind_shut())
    UNION ALL SELECT t.batch_id, t.line, s.account_id, t.pence FROM mine s JOIN line_part t ON t.account_id = s.account_id AND t.batch_id <> ALL (blind_shut()))
  (SELECT 'postings', json_build_object('account', m.mine, 'posting', proof_place(m.entry_id, m.line, m.part), 'effective', m.effective_date, 'book_date', m.book_date, 'posted_at', e.made_at,
      'code', c.code, 'what', c.name, 'charged_pence', CASE WHEN m.charged THEN m.pence END, 'paid_pence', CASE WHEN NOT m.charged THEN m.pence END,
      'reverses', (SELECT proof_place(r.original_entry, r.original_line, r.original_part) FROM reversal r WHERE (r.entry_id, r.line, r.part) = (m.entry_id, m.line, m.part)), 'by', e.login)
    FROM moved m JOIN entry e ON e.id = m.entry_id JOIN txn_code c ON c.id = m.code_id ORDER BY m.mine, m.effective_date, m.entry_id, m.line, m.part)
  UNION ALL (SELECT 'receipts', json_build_object('account', p.mine, 'batch', k.batch_id, 'line', k.line, 'state', CASE WHEN k.state = 'struck' THEN 'struck' ELSE b.state END, 'stream', s.code, 'effective', k.effective_date,
      'amount_pence', p.pence, 'quoted', k.quoted, 'payer', k.payer, 'narrative', k.narrative, 'reason', k.reason, 'look', k.look, 'drawer', k.drawer, 'cheque', k.cheque_number, 'provider_reference', k.provider_ref,
      'authorisation', k.auth, 'card_ends', k.last4, 'matched', k.match, 'kept_at', k.kept_at, 'by', array_to_string(k.makers, ' '))
    FROM paid p JOIN batch_line k ON (k.batch_id, k.line) = (p.batch_id, p.line) JOIN batch b ON b.id = k.batch_id JOIN stream s ON s.id = b.stream_id ORDER BY p.mine, k.effective_date, k.batch_id, k.line)
  UNION ALL (SELECT 'file_lines', json_build_object('account', l.account_id, 'file', f.name, 'payer', f.payer, 'line', l.line, 'type', l.type, 'day', l.day, 'amount_pence', l.pence, 'name', l.name, 'address', l.address,
      'postcode', l.postcode, 'narrative', l.narrative, 'raw', l.raw, 'keys', (SELECT string_agg(concat_ws(' ', k ->> 0, k ->> 1), ', ') FROM jsonb_array_elements(l.keys) k), 'outcome', l.outcome, 'score', l.score, 'settled_by', l.settled_by)
    FROM mine s JOIN file_line l ON l.account_id = s.account_id AND l.day <= s.until JOIN payment_file f ON f.id = l.file_id ORDER BY l.file_id, l.item)
  UNION ALL (SELECT 'bank_lines', json_build_object('account', w.account_id, 'day', b.day, 'amount_pence', b.pence, 'narrative', w.narrative, 'reference', w.reference, 'name', w.name, 'other_account', w.other_account)
    FROM mine s JOIN bank_words w ON w.account_id = s.account_id JOIN bank_line b ON b.id = w.line_id AND b.day <= s.until ORDER BY b.day, b.id)
  UNION ALL (SELECT 'matches', json_build_object('account', x.account_id, 'payer', x.payer, 'kind', x.kind, 'value', x.value, 'by', x.made_by, 'at', x.made_at, 'times', x.times, 'revoked_at', x.revoked_at, 'why', x.revoked_why)
    FROM mine s JOIN alias x ON x.account_id = s.account_id ORDER BY x.id)
  UNION ALL (SELECT 'suspense', json_build_object('account', k.account_id, 'item', i.id, 'received', i.effective_date, 'cleared_pence', k.pence, 'why', k.why, 'undone', k.undone)
    FROM mine s JOIN suspense_clearing k ON k.account_id = s.account_id JOIN suspense_item i ON i.id = k.item_id ORDER BY i.id, k.entry_id) $$;
