-- Why a payment file could not carry this payee, with the way out; null: it can. What asking refuses, and what a run leaves out.
CREATE OR REPLACE FUNCTION rb.payee_faults(the_payee text, the_sort text, the_number text, the_roll text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN payee_name(coalesce(the_payee, '')) !~ '[A-Z0-9]' THEN 'the payee has no name that Bacs can carry: write it in plain letters'
    WHEN the_sort !~ '^[0-9]{6}$' OR the_sort = '000000' THEN 'a sort code is six digits: see the statement'
    WHEN the_number !~ '^[0-9]{8}$' OR the_number = '00000000' THEN 'an account number is eight digits: see the statement'
    WHEN coalesce(the_roll, '') <> '' AND (length(the_roll) > 18 OR the_roll !~ '^[A-Z0-9]([A-Z0-9 ./-]*[A-Z0-9])?$') THEN 'a roll number has at most 18 letters and digits: see the passbook' END $$;
