-- What a run's file is made from, item by item, bank details in full; only after a committed look.
CREATE OR REPLACE FUNCTION rb.pay_rows(the_run bigint) RETURNS TABLE (item int, request bigint, kind text, payee text, sort_code text, account_number text, roll text, pence bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('supervisor');
  PERFORM bank_looked(NULL, the_run);
  RETURN QUERY SELECT i.item, r.id, r.kind, r.payee::text, r.sort_code, r.account_number, coalesce(r.roll, '')::text, i.pence FROM pay_item i JOIN request r ON r.id = i.request_id JOIN pay_run p ON p.id = i.run_id
    WHERE i.run_id = the_run AND p.landlord_id = ANY (my_landlords()) ORDER BY i.item;
END $$;
GRANT EXECUTE ON FUNCTION rb.pay_rows(bigint) TO @supervisor@;
