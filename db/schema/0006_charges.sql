-- The housing system's debit run may be loaded as a file: its lines are charges, of a stream that is no money in.
ALTER TABLE stream DROP CONSTRAINT stream_debits_check,
  ADD CONSTRAINT stream_debits_check CHECK (debits IN ('bank', 'card-clearing', 'hb-clearing', 'uc-clearing', 'dd-clearing', 'rent-income'));
ALTER TABLE file_line DROP CONSTRAINT file_line_type_check,
  ADD CONSTRAINT file_line_type_check CHECK (type IN ('PAY', 'RECOVER_SELF', 'RECOVER_OTHER', 'ARREARS_PAY', 'DHP', 'RETURN', 'CHARGE', 'UNKNOWN'));

-- For books that had their streams before it.
INSERT INTO stream (code, name, code_id, debits, live)
  SELECT 'debit-run', 'Debit run', t.id, 'rent-income', false FROM txn_code t WHERE t.code = 'RENT' AND EXISTS (SELECT FROM stream)
  ON CONFLICT (code) DO NOTHING;
