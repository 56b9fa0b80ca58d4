-- What a feed says otherwise of tenancies known: their terms, their end (the balance stays), their payment reference (the old one stays findable).
CREATE OR REPLACE FUNCTION rb.change_tenancies() RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = off AS $$
BEGIN
  UPDATE tenancy t SET (property_id, start_date, end_date, cycle, charge_pence, usual_payment_pence, hb_claim_ref, uc_customer_ref, fed) =
      (p.id, (r.fed ->> 'start')::date, (r.fed ->> 'end')::date, r.fed ->> 'cycle', (r.fed ->> 'charge')::bigint, (r.fed ->> 'usual')::bigint,
       nullif(r.fed ->> 'hb_claim_ref', ''), nullif(r.fed ->> 'uc_customer_ref', ''), r.fed)
    FROM feed_mark m JOIN feed_row r USING (line) JOIN property p ON p.landlord_id = r.landlord_id AND p.ref = r.fed ->> 'property_ref' WHERE t.id = m.tenancy_id AND m.fields <> '{}';
  UPDATE account a SET status = m.turns FROM feed_mark m WHERE a.tenancy_id = m.tenancy_id AND m.turns IS NOT NULL AND a.status IN ('current', 'former');
  UPDATE account a SET ref = r.fed ->> 'payment_ref' FROM feed_mark m JOIN feed_row r USING (line) WHERE a.tenancy_id = m.tenancy_id AND 'payment_ref' = ANY (m.fields) AND a.ref <> r.fed ->> 'payment_ref';
  WITH old AS (
    DELETE FROM account_ref f USING feed_mark m, feed_row r WHERE r.line = m.line AND f.account_id = m.account_id AND f.kind = 'payment' AND 'payment_ref' = ANY (m.fields) AND f.ref <> r.fed ->> 'payment_ref'
    RETURNING f.landlord_id, f.ref, f.account_id)
  INSERT INTO account_ref (landlord_id, ref, kind, account_id) SELECT landlord_id, ref, 'former', account_id FROM old ON CONFLICT DO NOTHING;
END $$;
