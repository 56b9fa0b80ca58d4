-- Everything the book holds about one person, part by part; only for whoever has written down why, in a transaction that is over.
CREATE OR REPLACE FUNCTION rb.subject_rows(the_customer bigint) RETURNS TABLE (part text, one json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('manager');
  IF NOT EXISTS (SELECT FROM subject_access a WHERE a.customer_id = the_customer AND a.login = session_user AND a.expires_at > clock_timestamp() AND a.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()) THEN
    PERFORM refuse('reveal_first', 'write down first why it is taken out (rentbook subject-access): the look must be committed', to_jsonb(the_customer)); END IF;
  RETURN QUERY SELECT * FROM subject_person(the_customer);
  RETURN QUERY SELECT * FROM subject_money(the_customer);
  RETURN QUERY SELECT * FROM subject_asked(the_customer);
  RETURN QUERY SELECT * FROM subject_said(the_customer);
END $$;
GRANT EXECUTE ON FUNCTION rb.subject_rows(bigint) TO @manager@;
