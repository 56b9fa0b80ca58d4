-- One at a time takes, matches or frees a cashbook's bank lines: its bank accounts are locked in order, as a batch would be.
CREATE OR REPLACE FUNCTION rb.lock_bank(cashbooks smallint[]) RETURNS void
LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM bank_account a WHERE a.cashbook_id = ANY (cashbooks) ORDER BY a.id FOR NO KEY UPDATE; END $$;
