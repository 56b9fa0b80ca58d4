-- A receipt that reached the wrong account goes to whose it is, in one transaction: its linked reversal, and an entry that names what it corrects.
-- It keeps the day it came, its code and where its money lies, and takes today's book date. One's own, of the same clock day, not since signed: as may_reverse says.
CREATE OR REPLACE FUNCTION rb.correct_mispost(the_key text, posting_named text, to_account bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; e entry; p posting; a account; b account; named text[] := regexp_match(posting_named, '^([A-Z][0-9]{1,9}-[0-9]{6,9})\.([0-9]{1,7})$'); reversal_number text; o bigint; number text;
BEGIN
  done := begin_act('correct_mispost', the_key, jsonb_build_object('posting', posting_named, 'account', to_account, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is corrected, in three letters or more'); END IF;
  SELECT x.* INTO e FROM entry x JOIN chain c ON c.login = x.login WHERE entry_number(c.series, x.number) = named[1];
  SELECT x.* INTO p FROM posting x WHERE x.entry_id = e.id AND x.line = named[2]::int AND x.landlord_id = ANY (my_landlords()) ORDER BY x.part LIMIT 1;
  IF p.entry_id IS NULL THEN PERFORM refuse('unknown_posting', format('there is no posting %s: the account shows its number, such as A17-000123.7', left(posting_named, 40)), to_jsonb(left(posting_named, 40))); END IF;
  IF e.kind NOT IN ('batch', 'correction') OR p.credit_account < 10000 OR p.cashbook_id IS NULL THEN
    PERFORM refuse('not_a_receipt', 'only money received on a customer account is corrected this way: request a reversal (rentbook request reversal)', to_jsonb(posting_named)); END IF;
  IF EXISTS (SELECT FROM posting x WHERE (x.entry_id, x.line) = (p.entry_id, p.line) AND x.part <> p.part) THEN
    PERFORM refuse('split_receipt', 'it is split over several accounts: reverse it (rentbook reverse) and key it again', to_jsonb(posting_named)); END IF;
  a := request_account(p.credit_account); b := request_account(to_account);
  IF a.id = b.id THEN PERFORM refuse('same_account', 'it stands on that account: name another', to_jsonb(b.id)); END IF;
  IF a.landlord_id <> b.landlord_id THEN PERFORM refuse('wrong_landlord', 'the accounts are of two landlords, whose money never mixes: refund it and let it be paid there', to_jsonb(b.id)); END IF;
  IF EXISTS (SELECT FROM payment_file WHERE batch_id = e.batch_id) THEN
    PERFORM refuse('of_a_file', format('it came by a payment file: ask for a transfer (rentbook request transfer %s %s --to %s --why …)', a.ref, to_char(p.pence / 100.0, 'FM999999990.00'), b.ref), to_jsonb(posting_named)); END IF;
  PERFORM may_reverse(e, p.line, p.pence);
  PERFORM check_book_date(p.landlord_id, p.cashbook_id, today());
  PERFORM FROM balance x WHERE x.account_id IN (a.id, b.id) ORDER BY x.account_id FOR NO KEY UPDATE;      -- both before either is posted to, ascending
  reversal_number := reverse_entry(e, p.line, why, posting_named);
  o := nextval('rb.entry_id_seq');
  INSERT INTO posting VALUES (o, 1, 1, p.landlord_id, p.cashbook_id, p.code_id, p.debit_account, b.id, p.pence, p.effective_date, today());
  INSERT INTO correction VALUES (p.entry_id, p.line, p.part, o, 1, 1);
  number := close_entry(o, 'correction');
  PERFORM bank_corrected(p, o);
  RETURN end_act('correct_mispost', the_key, jsonb_build_object('posting', number || '.1', 'reversal', reversal_number || '.' || p.line, 'corrects', posting_named, 'account_id', b.id, 'from_account_id', a.id, 'total_pence', p.pence), posting_named, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.correct_mispost(text, text, bigint, text) TO @assistant@;
