-- Why a person's data must still be kept, each with the way out; none: the time to keep it has run out.
CREATE OR REPLACE FUNCTION rb.erasure_holds(the_customer bigint) RETURNS TABLE (code text, says text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE years int := coalesce((SELECT value::text::int FROM policy WHERE name = 'retention_years'), 6);
BEGIN
  RETURN QUERY SELECT 'erased', 'it is erased already' FROM customer c WHERE c.id = the_customer AND c.erased_at IS NOT NULL;
  RETURN QUERY SELECT 'tenancy_current', format('tenancy %s has not ended', t.ref) FROM tenant n JOIN tenancy t ON t.id = n.tenancy_id
    WHERE n.customer_id = the_customer AND coalesce(t.end_date, 'infinity') > today();
  RETURN QUERY SELECT 'retention', format('tenancy %s ended on %s: its records are kept until %s', t.ref, t.end_date, (t.end_date + make_interval(years => years))::date) FROM tenant n JOIN tenancy t ON t.id = n.tenancy_id
    WHERE n.customer_id = the_customer AND t.end_date <= today() AND t.end_date + make_interval(years => years) > today();
  RETURN QUERY SELECT 'balance', format('account %s stands at %s %s: settle it first', a.ref, in_pounds(abs(b.pence)), CASE WHEN b.pence > 0 THEN 'Dr' ELSE 'Cr' END)
    FROM subject_accounts(the_customer) s JOIN account a ON a.id = s.account_id JOIN balance b ON b.account_id = a.id WHERE b.pence <> 0 ORDER BY a.id;
  RETURN QUERY SELECT 'request_open', format('request %s is %s: it must end first', r.id, r.state) FROM subject_accounts(the_customer) s
    JOIN request r ON s.account_id IN (r.account_id, r.to_account) AND r.state IN ('submitted', 'approved') GROUP BY r.id, r.state ORDER BY r.id;
  RETURN QUERY SELECT 'batch_open', format('batch %s still holds a line of theirs: post or strike it', b.id) FROM subject_accounts(the_customer) s
    JOIN batch_line k ON k.account_id = s.account_id AND k.state = 'kept' JOIN batch b ON b.id = k.batch_id AND b.state = 'open' GROUP BY b.id;
END $$;
