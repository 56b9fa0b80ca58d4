-- A match that stands no more: what it posted is reversed (answers the number), its lines and entries are open again. Where it had posted money of the cashbook, a charge say, that and its reversal cancel each other.
CREATE OR REPLACE FUNCTION rb.end_match(m rb.bank_match, why text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE e entry; number text; undo bigint; did bigint; n bigint;
BEGIN
  IF m.entry_id IS NOT NULL THEN
    PERFORM check_book_date(c.landlord_id, c.id, today()) FROM cashbook c WHERE c.id = m.cashbook_id;
    SELECT * INTO STRICT e FROM entry x WHERE x.id = m.entry_id;
    number := reverse_entry(e, 0, left(coalesce(nullif(btrim(why), ''), 'match undone'), 200), 'match ' || m.id);
    SELECT r.entry_id INTO undo FROM reversal r WHERE r.original_entry = m.entry_id LIMIT 1;
  END IF;
  UPDATE bank_match_line SET live = false WHERE match_id = m.id AND live;
  UPDATE bank_match_entry SET live = false WHERE match_id = m.id AND live;
  UPDATE bank_match SET live = false, undone_by = session_user, undone_at = clock_timestamp(), undo_entry = undo WHERE id = m.id;
  SELECT sum(x.pence) INTO did FROM cash_effect(m.cashbook_id, m.entry_id, 0) x;
  IF did <> 0 THEN
    INSERT INTO bank_match (cashbook_id, kind, how, pence, why) VALUES (m.cashbook_id, 'contra', 'exact', 0, left(coalesce(why, ''), 200)) RETURNING id INTO n;
    PERFORM fill_match(n, '{}', jsonb_build_array(jsonb_build_array(m.entry_id, 0, did), jsonb_build_array(undo, 0, -did)));
  END IF;
  UPDATE bank_words w SET account_id = NULL FROM bank_match_line l WHERE l.match_id = m.id AND w.line_id = l.line_id;
  RETURN number;
END $$;
