-- The words of a sheet's items, beside the sheet.
CREATE OR REPLACE FUNCTION rb.keep_sheet_words(the_sheet bigint, aside jsonb) RETURNS void
LANGUAGE sql SET search_path = rb, pg_temp AS $$
  INSERT INTO sheet_words (sheet_id, part, place, line_id, entry_id, line, salt, words)
  SELECT the_sheet, w.part, w.place, w.line_id, w.entry_id, w.line, w.salt, w.words FROM jsonb_to_recordset(aside) w (part text, place int, line_id bigint, entry_id bigint, line int, salt uuid, words text) $$;
