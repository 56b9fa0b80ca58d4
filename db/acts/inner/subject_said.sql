-- What was written about the person and who looked: notes, authority, caller checks, looks, exports, acts on their accounts.
CREATE OR REPLACE FUNCTION rb.subject_said(the_customer bigint) RETURNS TABLE (part text, one json)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH mine AS (SELECT * FROM subject_accounts(the_customer)), homes AS (SELECT DISTINCT tenancy_id FROM mine)
  (SELECT 'notes', json_build_object('account', n.account_id, 'kind', n.kind, 'words', n.words, 'review', n.review, 'at', n.at, 'by', n.maker)
    FROM mine s JOIN note n ON n.account_id = s.account_id AND n.at::date <= s.until ORDER BY n.id)
  UNION ALL (SELECT 'authority', json_build_object('account', x.account_id, 'who', x.who, 'scope', x.scope, 'until', x.until, 'at', x.at, 'by', x.maker) FROM mine s JOIN authority x ON x.account_id = s.account_id ORDER BY x.id)
  UNION ALL (SELECT 'accesses', json_build_object('at', x.at, 'by', x.login, 'what', x.what, 'why', x.why) FROM (
      SELECT g.at, g.login, 'revealed' AS what, g.why FROM homes h JOIN reveal_grant g ON g.tenancy_id = h.tenancy_id
      UNION ALL SELECT g.at, g.login, 'bank details', g.why FROM mine s JOIN bank_look g ON g.account_id = s.account_id
      UNION ALL SELECT g.at, g.login, 'bank details of pay run ' || g.run_id, g.why FROM bank_look g WHERE g.run_id IN (SELECT i.run_id FROM mine s JOIN request r ON r.account_id = s.account_id JOIN pay_item i ON i.request_id = r.id)
      UNION ALL SELECT k.at, k.login, 'caller checked', array_to_string(k.items, ', ') FROM mine s JOIN caller_check k ON k.account_id = s.account_id
      UNION ALL SELECT a.at, a.login, 'subject access', a.why FROM subject_access a WHERE a.customer_id = the_customer) x ORDER BY x.at)
  UNION ALL (SELECT 'acts', json_build_object('at', u.at, 'by', u.login, 'act', u.act, 'about', u.subject, 'why', u.why)
    FROM audit u WHERE u.subject = 'customer ' || the_customer OR u.subject IN (SELECT 'account ' || account_id FROM mine) ORDER BY u.id) $$;
