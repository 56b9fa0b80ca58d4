-- What speaks for and against the account that a request pays to, without its digits and names: the modulus check by the tables of the office, who else is paid there, since when.
CREATE OR REPLACE FUNCTION rb.payee_evidence(r rb.request) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('check', modulus_verdict(r.sort_code, r.account_number), 'check_dated', (SELECT max(t.dated) FROM reference_table t WHERE t.kind = 'valacdos'))
    || detail_facts(r.account_id, r.sort_code, r.account_number, r.roll, r.id) $$;
