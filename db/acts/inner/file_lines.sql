-- The staged lines of a file take their places; one that this payer's live files hold already is a duplicate, and two equal ones in one file are told apart by ordinal.
-- A row of the file whose bank line is money already (the_taken) is one too. Of a dead tenant, or equal to a receipt that stands from elsewhere, nothing is matched by itself.
-- What is sorted and kept beside the stage is narrow, a line's words are read once more: a hundred thousand of them on disk took a third of the time. The stage has no statistics: a nested loop over it never ends.
CREATE OR REPLACE FUNCTION rb.file_lines(the_file bigint, the_load uuid, the_day date, the_payer text, the_taken int[]) RETURNS void
LANGUAGE sql SET enable_seqscan = off SET enable_nestloop = off SET work_mem = '32MB' AS $$
  WITH told AS MATERIALIZED (
    SELECT s.item, s.line, s.type, s.pence, s.debit, s.code, s.account_id, coalesce(s.day, the_day) AS on_day, sha256(convert_to(concat_ws(chr(31), s.type, coalesce(s.keys::jsonb -> 0 ->> 1, upper(s.name)), coalesce(s.period_from, s.day, the_day), s.period_to, s.pence, s.debit::int,
        CASE WHEN s.keys = '[]' THEN s.narrative END, CASE WHEN s.type = 'CHARGE' THEN s.code END), 'UTF8')) AS print
    FROM stage_file_line s WHERE s.load = the_load AND s.maker = session_user),
  each AS (SELECT t.*, row_number() OVER (PARTITION BY t.print ORDER BY t.item) AS place FROM told t),
  judged AS MATERIALIZED (                                                -- each question is asked once a line
    SELECT e.item, e.on_day, e.print, e.place, coalesce(t.id, u.id) AS code_id, EXISTS (SELECT FROM file_line o WHERE o.live AND (o.payer, o.fingerprint, o.ordinal) = (the_payer, e.print, e.place)) OR EXISTS (SELECT FROM unnest(the_taken) u (row) WHERE u.row = e.line) AS stood,
      CASE WHEN e.account_id IS NULL THEN NULL
        WHEN e.type = 'CHARGE' THEN (SELECT 'the same charge stands on that day already' WHERE EXISTS (SELECT FROM posting g WHERE g.debit_account >= 10000 AND g.debit_account = e.account_id AND g.effective_date = e.on_day AND g.pence = e.pence AND g.code_id = t.id
          AND NOT EXISTS (SELECT FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (g.entry_id, g.line, g.part))))
        WHEN e.debit THEN NULL WHEN a.deceased THEN 'the tenant has died'
        WHEN EXISTS (SELECT FROM posting g JOIN entry n ON n.id = g.entry_id WHERE g.credit_account >= 10000 AND g.credit_account = e.account_id AND g.effective_date = e.on_day AND g.pence = e.pence
          AND NOT EXISTS (SELECT FROM payment_file y WHERE y.batch_id = n.batch_id) AND NOT EXISTS (SELECT FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (g.entry_id, g.line, g.part)))
        THEN 'the same amount was posted for that day already' END AS doubt
    FROM each e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN txn_code t ON t.code = e.code
      LEFT JOIN txn_code u ON e.type IN ('RECOVER_SELF', 'RECOVER_OTHER') AND u.code = (SELECT CASE WHEN s.debits = 'uc-clearing' THEN 'UCAD' ELSE 'HBAD' END FROM payment_file y JOIN batch b ON b.id = y.batch_id JOIN stream s ON s.id = b.stream_id WHERE y.id = the_file))
  INSERT INTO file_line (file_id, item, line, part, type, raw, keys, payer_kind, payer_value, name, name_key, address, postcode, narrative, pence, debit, code_id, day, period_from, period_to, payer, fingerprint, ordinal, live,
      outcome, account_id, score, next_account, next_score, why, doubt)
    SELECT the_file, s.item, s.line, s.part, s.type, s.raw, s.keys::jsonb, coalesce(s.payer_kind, ''), coalesce(s.payer_value, ''), coalesce(s.name, ''), coalesce(s.name_key, ''), coalesce(s.address, ''), coalesce(s.postcode, ''), coalesce(s.narrative, ''),
      s.pence, s.debit, j.code_id, j.on_day, s.period_from, s.period_to, the_payer, j.print, j.place, NOT j.stood,
      CASE WHEN j.stood THEN 'duplicate' WHEN s.outcome = 'matched' AND j.doubt IS NOT NULL THEN 'suggested' ELSE s.outcome END, s.account_id, s.score, s.next_account, s.next_score,
      coalesce(s.why, '{}')::jsonb, coalesce(j.doubt, '')
    FROM judged j JOIN stage_file_line s ON (s.load, s.maker, s.item) = (the_load, session_user, j.item) $$;
