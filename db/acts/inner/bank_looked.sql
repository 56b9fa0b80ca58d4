-- Whether this operator wrote down a look at these bank details in a transaction that is over, a quarter of an hour ago at most.
CREATE OR REPLACE FUNCTION rb.bank_looked(the_account bigint, the_run bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM bank_look g WHERE g.login = session_user AND (g.account_id = the_account OR g.run_id = the_run) AND g.expires_at > clock_timestamp() AND g.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()) THEN
    PERFORM refuse('reveal_first', 'write down first why you look (rentbook reveal --bank): the look must be committed', to_jsonb(coalesce(the_account, the_run))); END IF;
END $$;
