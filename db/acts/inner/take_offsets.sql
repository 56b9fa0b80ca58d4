-- What a refund pays of other debts first: each an account of this landlord that owes at least that. Locks them and the refund's own; gives their sum.
CREATE OR REPLACE FUNCTION rb.take_offsets(a rb.account, doc jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE o record; sums bigint := 0;
BEGIN
  PERFORM FROM balance b WHERE b.account_id = a.id OR b.account_id IN (SELECT (x ->> 'account_id')::bigint FROM jsonb_array_elements(coalesce(doc -> 'offsets', '[]')) x) ORDER BY b.account_id FOR NO KEY UPDATE;
  FOR o IN SELECT (x ->> 'account_id')::bigint AS account, (x ->> 'pence')::bigint AS pence FROM jsonb_array_elements(coalesce(doc -> 'offsets', '[]')) x LOOP
    PERFORM FROM account c JOIN balance b ON b.account_id = c.id WHERE c.id = o.account AND c.id <> a.id AND c.landlord_id = a.landlord_id AND c.status NOT IN ('control', 'closed') AND o.pence BETWEEN 1 AND b.pence;
    IF NOT FOUND THEN PERFORM refuse('offset_wrong', 'an offset pays another open account of the same landlord, at most what it owes', to_jsonb(o.account)); END IF;
    sums := sums + o.pence;
  END LOOP;
  RETURN sums;
END $$;
