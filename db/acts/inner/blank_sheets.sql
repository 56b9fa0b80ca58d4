-- What was said on proof sheets of a bank line or an entry of these accounts; answers the sheets that keep words because they were signed with them, before words stood beside a sheet.
CREATE OR REPLACE FUNCTION rb.blank_sheets(mine bigint[], the_customer bigint) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE lines bigint[]; entries jsonb; kept bigint[];
BEGIN
  SELECT coalesce(array_agg(w.line_id), '{}') INTO lines FROM bank_words w WHERE w.account_id = ANY (mine);
  UPDATE sheet_words w SET words = '', salt = NULL, erased_for = the_customer WHERE w.erased_for IS NULL AND (w.line_id = ANY (lines)
    OR EXISTS (SELECT FROM posting p WHERE p.entry_id = w.entry_id AND (p.debit_account = ANY (mine) OR p.credit_account = ANY (mine)) AND w.line IN (0, p.line)));
  SELECT array_agg(DISTINCT s.id ORDER BY s.id) INTO kept
  FROM proof_sheet s, jsonb_array_elements(s.facts -> 'timing' || (s.facts -> 'explained')) i JOIN bank_explained x ON x.words <> '' AND (x.line_id = (i ->> 'line')::bigint OR (x.entry_id, x.line) = ((i ->> 'entry')::bigint, (i ->> 'entry_line')::int))
  WHERE i ->> 'words' <> '' AND ((i ->> 'line')::bigint = ANY (lines)
    OR EXISTS (SELECT FROM posting p WHERE p.entry_id = (i ->> 'entry')::bigint AND (p.debit_account = ANY (mine) OR p.credit_account = ANY (mine)) AND (i ->> 'entry_line')::int IN (0, p.line)));
  RETURN coalesce(kept, '{}');
END $$;
