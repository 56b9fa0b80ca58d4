-- The cut-off of go-live: what the bank held that evening, and each item the old books had and the bank had not yet, brought forward as a line to be matched; suspense that was open becomes cases.
-- doc: cashbook, day, bank_pence, items [{day, pence, words}] (receipts not credited above nil, payments not presented below), suspense [{day, pence}]
CREATE OR REPLACE FUNCTION rb.open_cashbook(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; bank bigint; opening bigint; e bigint; number text; code smallint; cut date := (doc ->> 'day')::date; s bigint; held bigint;
BEGIN
  done := begin_act('open_cashbook', the_key, doc, 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(doc ->> 'cashbook');
  PERFORM lock_bank(ARRAY[c.id]);
  IF EXISTS (SELECT FROM cashbook_opening o WHERE o.cashbook_id = c.id) THEN PERFORM refuse('opened_already', format('cashbook %s has its opening balance already', c.code), to_jsonb(c.code)); END IF;
  IF EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.ended IS NULL) THEN PERFORM refuse('signed_already', format('days of %s are signed: its cut-off is stated before the first of them, ask for that to be reopened', c.code), to_jsonb(c.code)); END IF;
  IF cut IS NULL OR cut >= today() THEN PERFORM refuse('date_in_future', 'a cut-off is an evening that has passed', doc -> 'day'); END IF;
  IF EXISTS (SELECT FROM bank_match m JOIN bank_match_line x ON x.match_id = m.id AND x.live JOIN bank_line l ON l.id = x.line_id WHERE m.cashbook_id = c.id AND l.day <= cut) THEN
    PERFORM refuse('matched_already', 'bank lines on or before that day are matched: undo those matches, or take an earlier cut-off'); END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(coalesce(doc -> 'items', '[]')) i (day date, pence bigint, words text) WHERE i.pence = 0 OR i.pence IS NULL OR i.day IS NULL OR i.day > cut OR length(btrim(coalesce(i.words, ''))) < 3)
     OR EXISTS (SELECT FROM jsonb_to_recordset(coalesce(doc -> 'suspense', '[]')) i (day date, pence bigint) WHERE i.pence IS NULL OR i.pence <= 0 OR i.day IS NULL OR i.day > cut) OR doc ->> 'bank_pence' IS NULL THEN
    PERFORM refuse('doc_wrong', 'each item has a day up to the cut-off, an amount and words; suspense is money in; the bank''s balance is stated, nil too'); END IF;
  PERFORM check_book_date(c.landlord_id, c.id, today());
  bank := control_account(c.landlord_id, 'bank', c.id); opening := control_account(c.landlord_id, 'opening'); s := control_account(c.landlord_id, 'suspense', c.id);
  SELECT id INTO STRICT code FROM txn_code x WHERE x.code = 'OPEN';
  e := nextval('rb.entry_id_seq');
  WITH item AS (
    SELECT 1 AS n, cut AS day, (doc ->> 'bank_pence')::bigint AS pence, bank AS account
    UNION ALL SELECT 1 + i.n::int, (i.one ->> 'day')::date, (i.one ->> 'pence')::bigint, bank FROM jsonb_array_elements(coalesce(doc -> 'items', '[]')) WITH ORDINALITY i (one, n)
    UNION ALL SELECT 1 + jsonb_array_length(coalesce(doc -> 'items', '[]')) + i.n::int, (i.one ->> 'day')::date, -(i.one ->> 'pence')::bigint, s FROM jsonb_array_elements(coalesce(doc -> 'suspense', '[]')) WITH ORDINALITY i (one, n))
  INSERT INTO posting (entry_id, line, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, i.n, c.landlord_id, c.id, code, CASE WHEN i.pence > 0 THEN i.account ELSE opening END, CASE WHEN i.pence > 0 THEN opening ELSE i.account END, abs(i.pence), i.day, today() FROM item i WHERE i.pence <> 0 ORDER BY i.n;
  number := close_entry(e, 'opening');
  INSERT INTO cashbook_opening (cashbook_id, day, bank_pence, entry_id) VALUES (c.id, cut, (doc ->> 'bank_pence')::bigint, e);
  INSERT INTO opening_item (entry_id, line, words) SELECT e, 1 + i.n::int, left(btrim(i.one ->> 'words'), 200) FROM jsonb_array_elements(coalesce(doc -> 'items', '[]')) WITH ORDINALITY i (one, n);
  PERFORM suspense_items(e);
  SELECT sum(x.pence) INTO held FROM cash_effect(c.id, e, 0) x;
  RETURN end_act('open_cashbook', the_key, jsonb_build_object('cashbook', c.code, 'day', cut, 'posting', number, 'bank_pence', doc -> 'bank_pence', 'items', jsonb_array_length(coalesce(doc -> 'items', '[]')), 'cashbook_pence', coalesce(held, 0)), 'cashbook ' || c.code);
END $$;
GRANT EXECUTE ON FUNCTION rb.open_cashbook(text, jsonb) TO @manager@;
