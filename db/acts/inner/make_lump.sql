-- Bank lines into a clearing, where they wait for their schedule; a file that is loaded and not posted yet is the one they wait for.
CREATE OR REPLACE FUNCTION rb.make_lump(c rb.cashbook, lines bigint[], the_clearing bigint, the_file bigint, why text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE came bigint; last date; p record; m bigint;
BEGIN
  SELECT coalesce(sum(l.pence), 0), max(l.day) INTO came, last FROM bank_line l WHERE l.id = ANY (lines);
  IF came = 0 THEN PERFORM refuse('nothing_to_match', 'the bank lines come to nothing: match them with what they cancel'); END IF;
  p := clear_to_bank(c, jsonb_build_array(jsonb_build_array(the_clearing, came)), 'CLRG', last);
  INSERT INTO bank_match (cashbook_id, kind, how, file_id, clearing_id, pence, entry_id, why)
    VALUES (c.id, 'lump', CASE WHEN the_file IS NULL THEN 'hand' ELSE 'file' END, the_file, the_clearing, came, p.entry_id, left(coalesce(why, ''), 200)) RETURNING id INTO m;
  PERFORM fill_match(m, lines, '[]');
  RETURN jsonb_build_object('match', m, 'posting', p.number, 'pence', came);
END $$;
