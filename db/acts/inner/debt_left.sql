-- An account's debt that no other open request would write off, never below nil.
CREATE OR REPLACE FUNCTION rb.debt_left(the_account bigint, but_for bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql AS $$ SELECT greatest(b.pence - promised(the_account, '{write-off}', but_for), 0) FROM balance b WHERE b.account_id = the_account $$;
