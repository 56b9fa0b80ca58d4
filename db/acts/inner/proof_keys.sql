-- Every act answered its key, every posted batch and reversal was asked for by one, and no key answers with what does not exist.
-- A demo's made-up past was asked for by nobody: seed_history wrote down how far it goes.
CREATE OR REPLACE FUNCTION rb.proof_keys() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'key', format('%s, %s %s', k.login, k.act, left(k.key, 40)), 'was taken and never answered' FROM act_key k WHERE k.answer IS NULL;
  RETURN QUERY
    WITH seeded AS (
      SELECT a.detail AS last FROM audit a, book b WHERE b.kind = 'demo' AND a.act = 'seed_history' ORDER BY a.id DESC LIMIT 1),
    asked AS (
      SELECT DISTINCT ON (a.number) k.login, split_part(a.number, '.', 1) AS number, k.act, k.key FROM act_key k CROSS JOIN LATERAL (VALUES (k.answer ->> 'number'), (k.answer ->> 'posting'), (k.answer ->> 'cleared'), (k.answer ->> 'reversal') UNION ALL SELECT x ->> 'number' FROM jsonb_array_elements(CASE k.act WHEN 'decide_schedule' THEN k.answer -> 'decided' END) x UNION ALL SELECT x ->> 'posting' FROM jsonb_array_elements(CASE k.act WHEN 'accept_matches' THEN k.answer -> 'made' END) x) a (number)
      WHERE k.act IN ('post_batch', 'reverse', 'reverse_file', 'correct_mispost', 'clear_suspense', 'match_bank', 'accept_matches', 'unmatch_bank', 'explain_bank_line', 'await_schedule', 'tie_file', 'return_money', 'decide', 'decide_schedule', 'confirm_pay_run', 'card_paid', 'return_pay_item') AND a.number IS NOT NULL),
    made AS (
      SELECT e.id, e.login, entry_number(c.series, e.number) AS number, e.number <= coalesce((s.last ->> e.login::text)::int, 0) AS past
      FROM entry e JOIN chain c ON c.login = e.login LEFT JOIN seeded s ON true WHERE e.kind IN ('batch', 'reversal', 'clearing', 'match', 'request', 'payment', 'correction'))
    SELECT 'key', coalesce(m.number, format('%s, %s %s', a.login, a.act, left(a.key, 40))), CASE WHEN m.id IS NULL THEN format('answered %s, which does not exist', a.number) ELSE 'was made without a key' END
    FROM made m FULL JOIN asked a ON a.number = m.number WHERE m.id IS NULL OR a.number IS NULL AND NOT m.past;
END $$;
