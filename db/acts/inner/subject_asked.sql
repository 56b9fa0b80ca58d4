-- What was asked about the person's accounts and by whom it was decided, where they are paid, what was paid out.
CREATE OR REPLACE FUNCTION rb.subject_asked(the_customer bigint) RETURNS TABLE (part text, one json)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH mine AS (SELECT account_id FROM subject_accounts(the_customer)),
  asked AS (SELECT DISTINCT r.* FROM mine s JOIN request r ON s.account_id IN (r.account_id, r.to_account))
  (SELECT 'bank_details', json_build_object('account', d.account_id, 'payee', d.payee, 'sort_code', d.sort_code, 'account_number', d.account_number, 'roll', d.roll, 'since', d.since, 'until', d.until, 'request', d.request_id, 'came_back', d.bad_why)
    FROM mine s JOIN bank_detail d ON d.account_id = s.account_id ORDER BY d.id)
  UNION ALL (SELECT 'requests', json_build_object('request', r.id, 'kind', r.kind, 'account', r.account_id, 'amount_pence', r.pence, 'state', r.state, 'asked_at', r.at, 'by', r.maker, 'why', r.why, 'words', r.words, 'reason', r.reason, 'override', r.override,
      'payee', r.payee, 'sort_code', r.sort_code, 'account_number', r.account_number, 'roll', r.roll) FROM asked r ORDER BY r.id)
  UNION ALL (SELECT 'decisions', json_build_object('request', k.request_id, 'decision', k.kind, 'by', k.decider, 'at', k.at, 'why', k.why) FROM asked r JOIN request_step k ON k.request_id = r.id ORDER BY k.request_id, k.step)
  UNION ALL (SELECT 'payments', json_build_object('request', i.request_id, 'run', i.run_id, 'item', i.item, 'moved', p.moved, 'amount_pence', i.pence, 'state', p.state, 'returned', i.returned_why)
    FROM asked r JOIN pay_item i ON i.request_id = r.id JOIN pay_run p ON p.id = i.run_id ORDER BY i.run_id, i.item)
  UNION ALL (SELECT 'questions', json_build_object('request', n.request_id, 'at', n.at, 'by', n.maker, 'words', n.words) FROM asked r JOIN request_note n ON n.request_id = r.id ORDER BY n.id) $$;
