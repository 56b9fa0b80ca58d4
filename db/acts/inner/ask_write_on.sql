-- A write-on: a debt written off comes back because the debtor did; never more than was written off.
CREATE OR REPLACE FUNCTION rb.ask_write_on(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE a account := request_account((doc ->> 'account_id')::bigint);
BEGIN
  r.account_id := a.id; r.landlord_id := a.landlord_id;
  IF r.pence IS NULL THEN PERFORM refuse('amount_out_of_range', 'say how much'); END IF;
  PERFORM hold_accounts(r);
  r.facts := write_off_facts(a); r.marks := (r.facts ->> 'marks')::bigint; r.reserved_pence := r.pence;
  IF r.pence > (r.facts ->> 'memo_pence')::bigint THEN
    PERFORM refuse('more_than_written_off', format('%s stands written off on this account: ask for at most that', in_pounds((r.facts ->> 'memo_pence')::bigint)), r.facts -> 'memo_pence'); END IF;
  RETURN r;
END $$;
