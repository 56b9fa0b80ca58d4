-- Every rent account is found by its own reference, every reference names an account of its landlord, digits are the reference's.
CREATE OR REPLACE FUNCTION rb.proof_references() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'reference', 'account ' || a.id, CASE WHEN a.digits <> digit_sum(a.ref) THEN format('keeps %s as the digits of %s', a.digits, a.ref) ELSE format('its reference %s does not lead to it', a.ref) END
    FROM account a WHERE a.digits <> digit_sum(a.ref) OR a.id >= 10000 AND a.parent_id IS NULL AND NOT EXISTS (
      SELECT FROM account_ref f WHERE f.landlord_id = a.landlord_id AND f.ref = upper(translate(a.ref, ' -', '')) AND f.account_id = a.id);
  RETURN QUERY
    SELECT 'reference', format('reference %s (%s)', f.ref, f.kind), CASE WHEN a.status = 'control' THEN 'names a control account' ELSE format('names account %s of another landlord', a.id) END
    FROM account_ref f JOIN account a ON a.id = f.account_id WHERE a.status = 'control' OR a.landlord_id <> f.landlord_id;
  RETURN QUERY
    SELECT 'reference', 'account ' || s.id, format('is a part of account %s of another reference, landlord or tenancy', p.id)
    FROM account s JOIN account p ON p.id = s.parent_id WHERE (s.landlord_id, s.ref, s.tenancy_id) IS DISTINCT FROM (p.landlord_id, p.ref, p.tenancy_id);
END $$;
