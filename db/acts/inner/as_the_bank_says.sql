-- A batch line that a bank line became keeps the bank's amount and day; struck it lets the bank line go, kept again it takes it back.
CREATE OR REPLACE FUNCTION rb.as_the_bank_says(the_batch bigint, n int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  SELECT x.line_id, x.live, l.pence, l.day, k.pence AS kept, k.effective_date AS dated, k.state, l.cashbook_id INTO r FROM bank_receipt x JOIN bank_line l ON l.id = x.line_id JOIN batch_line k ON (k.batch_id, k.line) = (x.batch_id, x.line) WHERE (x.batch_id, x.line) = (the_batch, n);
  IF NOT FOUND THEN RETURN; END IF;
  IF r.state = 'struck' THEN UPDATE bank_receipt SET live = false WHERE (batch_id, line) = (the_batch, n); RETURN; END IF;
  IF (r.kept, r.dated::date) <> (r.pence, r.day::date) THEN PERFORM refuse('of_the_bank', format('line %s is a line of the bank: amount and day stay, strike it to let the bank line go', n), to_jsonb(n)); END IF;
  IF NOT r.live THEN
    PERFORM lock_bank(ARRAY[r.cashbook_id]);
    PERFORM open_bank_line(c, r.line_id) FROM cashbook c WHERE c.id = r.cashbook_id;
    UPDATE bank_receipt SET live = true WHERE (batch_id, line) = (the_batch, n);
  END IF;
END $$;
