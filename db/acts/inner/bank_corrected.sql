-- The reversal of a corrected receipt and what was posted instead cancel each other before the bank; the receipt itself stays met by its bank line.
CREATE OR REPLACE FUNCTION rb.bank_corrected(p rb.posting, instead bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE undo reversal; moved bigint; n bigint;
BEGIN
  SELECT * INTO STRICT undo FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part);
  SELECT sum(x.pence) INTO moved FROM cash_effect(p.cashbook_id, instead, 1) x;
  IF moved IS NULL THEN RETURN; END IF;
  INSERT INTO bank_match (cashbook_id, kind, how, pence, why) VALUES (p.cashbook_id, 'contra', 'exact', 0, left(undo.why, 200)) RETURNING id INTO n;
  PERFORM fill_match(n, '{}', jsonb_build_array(jsonb_build_array(undo.entry_id, undo.line, -moved), jsonb_build_array(instead, 1, moved)));
END $$;
