-- How a person stands to erasure: what still holds it, and how much would be blanked.
CREATE OR REPLACE FUNCTION rb.erasure_standing(the_customer bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('manager');
  IF NOT EXISTS (SELECT FROM customer WHERE id = the_customer AND landlord_id = ANY (my_landlords())) THEN
    PERFORM refuse('unknown_customer', format('there is no customer %s: rentbook account REF --json names them', the_customer), to_jsonb(the_customer)); END IF;
  RETURN (SELECT jsonb_build_object('customer', the_customer, 'holds', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', h.code, 'says', h.says)), '[]') FROM erasure_holds(the_customer) h),
    'contacts', (SELECT count(*) FROM contact WHERE customer_id = the_customer), 'notes', (SELECT count(*) FROM subject_accounts(the_customer) s JOIN note n ON n.account_id = s.account_id),
    'receipts', (SELECT count(*) FROM subject_accounts(the_customer) s JOIN batch_line k ON k.account_id = s.account_id), 'file_lines', (SELECT count(*) FROM subject_accounts(the_customer) s JOIN file_line l ON l.account_id = s.account_id)));
END $$;
GRANT EXECUTE ON FUNCTION rb.erasure_standing(bigint) TO @manager@;
