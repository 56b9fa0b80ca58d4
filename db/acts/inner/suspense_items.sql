-- Every posting of an entry that credits suspense becomes a case; entry null: of every entry that has none yet.
CREATE OR REPLACE FUNCTION rb.suspense_items(the_entry bigint DEFAULT NULL) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO suspense_item (entry_id, line, part, landlord_id, pence, effective_date)
    SELECT p.entry_id, p.line, p.part, p.landlord_id, p.pence, p.effective_date FROM posting p JOIN account a ON a.id = p.credit_account AND a.status = 'control' AND a.kind = 'suspense'
    WHERE (p.entry_id = the_entry OR the_entry IS NULL) AND NOT EXISTS (SELECT FROM reversal r WHERE (r.entry_id, r.line, r.part) = (p.entry_id, p.line, p.part) OR (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))
      AND NOT EXISTS (SELECT FROM suspense_clearing k WHERE k.entry_id = p.entry_id) ORDER BY p.entry_id, p.line, p.part
    ON CONFLICT DO NOTHING $$;
