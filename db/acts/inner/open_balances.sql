-- The opening balances of a feed's new tenancies: one entry on go-live day against each landlord's opening control account.
CREATE OR REPLACE FUNCTION rb.open_balances(the_maker name, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = on AS $$
DECLARE e bigint; first_day date := (SELECT go_live FROM book); code smallint := (SELECT id FROM txn_code WHERE txn_code.code = 'OPEN');
BEGIN
  IF NOT EXISTS (SELECT FROM feed_mark WHERE is_new AND opening <> 0) THEN RETURN; END IF;
  e := nextval('rb.entry_id_seq');
  INSERT INTO posting (entry_id, line, part, landlord_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, row_number() OVER (ORDER BY line), 1, landlord_id, code, CASE WHEN opening > 0 THEN account_id ELSE control END, CASE WHEN opening > 0 THEN control ELSE account_id END,
      abs(opening), first_day, first_day
    FROM (SELECT r.line, r.landlord_id, r.account_id, r.opening, c.control FROM feed_mark r
      JOIN (SELECT landlord_id, control_account(landlord_id, 'opening') AS control FROM (SELECT DISTINCT landlord_id FROM feed_mark) d) c USING (landlord_id) WHERE r.is_new) x
    WHERE opening <> 0 ORDER BY line;
  PERFORM close_entry(e, 'opening', NULL, the_maker, at);
END $$;
