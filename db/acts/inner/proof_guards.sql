-- What guards the book still stands: its triggers, its policies, nobody's right to write but by an act.
CREATE OR REPLACE FUNCTION rb.proof_guards() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'guard', 'table ' || c.relname, format('trigger %s is switched off', t.tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'rb'::regnamespace AND t.tgenabled <> 'O';
  RETURN QUERY
    SELECT 'guard', 'table ' || g.of, format('trigger %s is missing', g.name) FROM (VALUES ('posting', 'frozen'), ('posting', 'posting_kept'), ('entry', 'frozen'), ('reversal', 'frozen'), ('seal', 'frozen'), ('audit', 'frozen'),
      ('account', 'frozen'), ('account', 'account_guard'), ('account', 'balance_opened'), ('batch', 'frozen'), ('batch_line', 'line_guard'), ('key_pass', 'frozen'), ('book', 'frozen_kind'), ('reveal_grant', 'frozen'), ('payment_file', 'frozen'), ('file_line', 'frozen'), ('alias', 'frozen'), ('suspense_item', 'frozen'), ('suspense_clearing', 'frozen'),
      ('bank_line', 'frozen'), ('bank_statement', 'frozen'), ('bank_statement_line', 'frozen'), ('bank_words', 'frozen'), ('bank_receipt', 'frozen'), ('bank_match', 'frozen'), ('bank_match_line', 'frozen'), ('bank_match_entry', 'frozen'),
      ('bank_explained', 'frozen'), ('returned_money', 'frozen'), ('cashbook_opening', 'frozen'), ('opening_item', 'frozen'),
      ('reference_table', 'frozen'), ('subject_access', 'frozen'), ('bank_detail', 'frozen'), ('pay_run', 'frozen'), ('pay_run', 'pay_run_kept'), ('pay_item', 'frozen'), ('pay_item', 'pay_item_kept'), ('bank_look', 'frozen'), ('reversal', 'promised_kept'), ('request_note', 'note_kept'),
      ('request', 'frozen'), ('request', 'request_kept'), ('request_step', 'frozen'), ('request_step', 'step_kept'), ('request_offset', 'frozen'), ('request_document', 'frozen'), ('request_note', 'frozen'), ('decided_day', 'frozen'), ('request_draft', 'frozen'), ('request_draft', 'draft_kept'),
      ('bank_line', 'withdrawn_only'), ('bank_statement', 'withdrawn_only'), ('bank_statement_line', 'withdrawn_only'), ('bank_words', 'withdrawn_only'), ('bank_match_line', 'withdrawn_only'), ('bank_explained', 'withdrawn_only'), ('withdrawn_statement', 'frozen'),
      ('proof_sheet', 'frozen'), ('proof_sheet', 'sheet_guard'), ('sheet_words', 'frozen'), ('sheet_words', 'sheet_words_kept'), ('period_total', 'frozen'), ('finance_export', 'frozen')) g (of, name)
    WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass('rb.' || g.of) AND t.tgname = g.name);
  RETURN QUERY
    SELECT 'guard', 'table ' || c.relname, 'shows its rows to everybody: row security is off' FROM pg_class c
    WHERE c.relnamespace = 'rb'::regnamespace AND NOT c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid);
  RETURN QUERY
    SELECT 'guard', 'table ' || c.relname, format('%s may %s it', coalesce(nullif(a.grantee, 0)::regrole::text, 'everybody'), a.privilege_type) FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relnamespace = 'rb'::regnamespace AND a.grantee <> c.relowner AND a.privilege_type <> 'SELECT';
  RETURN QUERY
    SELECT 'guard', format('table %s, column %s', c.relname, n.attname), format('%s may %s it', coalesce(nullif(a.grantee, 0)::regrole::text, 'everybody'), a.privilege_type)
    FROM pg_class c JOIN pg_attribute n ON n.attrelid = c.oid, aclexplode(n.attacl) a WHERE c.relnamespace = 'rb'::regnamespace AND a.privilege_type <> 'SELECT' AND c.relname NOT IN ('stage_line', 'stage_feed', 'stage_file_line', 'stage_bank_line');
  RETURN QUERY
    SELECT 'guard', 'function ' || p.proname, 'may be called by everybody' FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE p.pronamespace = 'rb'::regnamespace AND a.grantee = 0;
  RETURN QUERY
    SELECT 'guard', 'database', format('everybody may use %s in it', a.privilege_type) FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datname = current_database() AND a.grantee = 0;
END $$;
