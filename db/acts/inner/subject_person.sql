-- Who the person is in the book: names, contacts, tenancies, accounts and what names them.
CREATE OR REPLACE FUNCTION rb.subject_person(the_customer bigint) RETURNS TABLE (part text, one json)
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT 'person', json_build_object('customer', c.id, 'landlord', l.name, 'name', c.name, 'born', c.born, 'deceased', c.deceased, 'restricted', c.restricted)
    FROM customer c JOIN landlord l ON l.id = c.landlord_id WHERE c.id = the_customer
  UNION ALL (SELECT 'former_names', json_build_object('name', f.name, 'until', f.until) FROM former_name f WHERE f.customer_id = the_customer ORDER BY f.until)
  UNION ALL (SELECT 'contacts', json_build_object('kind', k.kind, 'value', k.value, 'source', k.source, 'since', k.since, 'until', k.until, 'by', k.maker) FROM contact k WHERE k.customer_id = the_customer ORDER BY k.id)
  UNION ALL (SELECT 'tenancies', json_build_object('tenancy', t.ref, 'address', p.address, 'postcode', p.postcode, 'kind', p.kind, 'start', t.start_date, 'end', t.end_date, 'position', n.position, 'left', n.ended,
      'cycle', t.cycle, 'charge_pence', t.charge_pence, 'usual_pence', t.usual_payment_pence, 'hb_claim', t.hb_claim_ref, 'uc_reference', t.uc_customer_ref, 'restricted', t.restricted)
    FROM tenant n JOIN tenancy t ON t.id = n.tenancy_id JOIN property p ON p.id = t.property_id WHERE n.customer_id = the_customer ORDER BY t.start_date, t.id)
  UNION ALL (SELECT 'accounts', json_build_object('account', a.id, 'kind', a.kind, 'reference', a.ref, 'status', a.status, 'balance_pence', b.pence)
    FROM subject_accounts(the_customer) s JOIN account a ON a.id = s.account_id JOIN balance b ON b.account_id = a.id ORDER BY a.id)
  UNION ALL (SELECT 'references', json_build_object('account', r.account_id, 'kind', r.kind, 'reference', r.ref, 'since', r.since)
    FROM subject_accounts(the_customer) s JOIN account_ref r ON r.account_id = s.account_id ORDER BY r.account_id, r.kind, r.ref) $$;
