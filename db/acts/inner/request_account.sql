-- The open customer account a request is about, seen by this operator and none of its own.
CREATE OR REPLACE FUNCTION rb.request_account(the_account bigint) RETURNS rb.account
LANGUAGE plpgsql AS $$
DECLARE a account;
BEGIN
  IF the_account IS NULL THEN PERFORM refuse('account_needed', 'say whose account: a request of this kind is about one'); END IF;
  a := account_of_mine(the_account);
  IF a.status = 'closed' THEN PERFORM refuse('account_closed', 'the account is closed: find the open one', to_jsonb(the_account)); END IF;
  IF EXISTS (SELECT FROM interest i WHERE i.login = session_user AND i.account_id IN (a.id, a.parent_id)) THEN
    PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: a colleague asks', to_jsonb(the_account)); END IF;
  RETURN a;
END $$;
