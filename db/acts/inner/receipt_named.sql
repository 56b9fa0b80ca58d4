-- The first part of the receipt that a posting's number names, of a landlord of mine; refused where there is none on a customer account.
CREATE OR REPLACE FUNCTION rb.receipt_named(posting_named text) RETURNS rb.posting
LANGUAGE plpgsql AS $$
DECLARE p posting; named text[] := regexp_match(posting_named, '^([A-Z][0-9]{1,9}-[0-9]{6,9})\.([0-9]{1,7})$');
BEGIN
  SELECT x.* INTO p FROM entry e JOIN chain c ON c.login = e.login JOIN posting x ON x.entry_id = e.id
    WHERE entry_number(c.series, e.number) = named[1] AND x.line = named[2]::int AND x.landlord_id = ANY (my_landlords()) AND x.credit_account >= 10000 AND x.cashbook_id IS NOT NULL ORDER BY x.part LIMIT 1;
  IF p.entry_id IS NULL THEN PERFORM refuse('unknown_posting', format('there is no receipt %s: the account shows its number, such as A17-000123.7', left(posting_named, 40)), to_jsonb(left(posting_named, 40))); END IF;
  RETURN p;
END $$;
