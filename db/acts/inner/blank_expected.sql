-- What was said of an expected payment, of a match, of money that came back, of a mispost, or of why a line of the bank or an entry stands open, where it is of these accounts.
CREATE OR REPLACE FUNCTION rb.blank_expected(mine bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  UPDATE walk_item SET says = '' WHERE account_id = ANY (mine) AND says <> '';
  UPDATE mispost SET why = '(erased)' WHERE account_id = ANY (mine) AND why <> '';
  UPDATE returned_money SET why = '(erased)', next_action = '' WHERE account_id = ANY (mine);
  UPDATE bank_match m SET why = '(erased)' WHERE m.why NOT IN ('', '(erased)') AND (
    EXISTS (SELECT FROM bank_match_line x JOIN bank_words w ON w.line_id = x.line_id WHERE x.match_id = m.id AND w.account_id = ANY (mine))
    OR EXISTS (SELECT FROM bank_match_entry x JOIN posting p ON p.entry_id = x.entry_id AND x.line IN (0, p.line) WHERE x.match_id = m.id AND (p.debit_account = ANY (mine) OR p.credit_account = ANY (mine))));
  UPDATE bank_explained x SET words = '(erased)' WHERE x.words <> '(erased)' AND (
    x.line_id IN (SELECT w.line_id FROM bank_words w WHERE w.account_id = ANY (mine))
    OR x.entry_id IN (SELECT p.entry_id FROM posting p WHERE (p.debit_account = ANY (mine) OR p.credit_account = ANY (mine)) AND x.line IN (0, p.line)));
END $$;
