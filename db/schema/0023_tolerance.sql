-- A cashbook may let bank and cashbook be a little apart in one match: by how much is decided by two people, nil until then. What they are apart is posted, never lost.
ALTER TABLE cashbook ADD COLUMN tolerance_pence bigint NOT NULL DEFAULT 0 CHECK (tolerance_pence BETWEEN 0 AND 1000);
ALTER TABLE bank_match ADD COLUMN apart_pence bigint NOT NULL DEFAULT 0,  -- bank less cashbook, posted by its entry to bank differences
  ADD COLUMN apart_within bigint NOT NULL DEFAULT 0,                     -- the cashbook's tolerance at that moment
  ADD CONSTRAINT apart_within_tolerance CHECK (abs(apart_pence) <= apart_within),
  DROP CONSTRAINT bank_match_check3,
  ADD CONSTRAINT bank_match_posts CHECK ((kind IN ('clearing', 'lump', 'fee', 'transfer') OR apart_pence <> 0) = (entry_id IS NOT NULL));

INSERT INTO account (id, landlord_id, kind, ref, cashbook_id, status)
  SELECT nextval('control_account_id'), c.landlord_id, 'bank-differences', c.code || ':bank-differences', c.id, 'control' FROM cashbook c ORDER BY c.id;
INSERT INTO txn_code (code, name, class, grp)
  SELECT 'BKDF', 'Bank difference within tolerance', 'adjustment', 'bank' WHERE EXISTS (SELECT FROM txn_code);
