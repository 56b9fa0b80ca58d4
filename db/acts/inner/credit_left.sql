-- An account's credit that no other open request has been promised, never below nil.
CREATE OR REPLACE FUNCTION rb.credit_left(the_account bigint, but_for bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql AS $$ SELECT greatest(-b.pence - promised(the_account, '{refund,transfer,payment}', but_for), 0) FROM balance b WHERE b.account_id = the_account $$;
