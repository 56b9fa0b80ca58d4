-- Posts so much of a suspense item to a customer account, with the day it came and today's book date, linked to its item.
CREATE OR REPLACE FUNCTION rb.clear_item(i rb.suspense_item, the_account bigint, the_pence bigint, why text, OUT entry bigint, OUT number text)
LANGUAGE plpgsql AS $$
DECLARE p posting;
BEGIN
  SELECT * INTO STRICT p FROM posting x WHERE (x.entry_id, x.line, x.part) = (i.entry_id, i.line, i.part);
  PERFORM check_book_date(i.landlord_id, p.cashbook_id, today());
  entry := nextval('rb.entry_id_seq');
  INSERT INTO posting VALUES (entry, 1, 1, p.landlord_id, p.cashbook_id, p.code_id, p.credit_account, the_account, the_pence, p.effective_date, today());
  UPDATE suspense_item SET cleared_pence = cleared_pence + the_pence, ended = CASE WHEN cleared_pence + the_pence = pence THEN 'cleared' END WHERE id = i.id;
  INSERT INTO suspense_clearing (item_id, entry_id, account_id, pence, why) VALUES (i.id, entry, the_account, the_pence, coalesce(why, ''));
  number := close_entry(entry, 'clearing');
END $$;
