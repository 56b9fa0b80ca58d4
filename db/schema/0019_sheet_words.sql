-- Words on a signed sheet may name somebody: they stand beside it, the sheet itself keeps a salted digest of each, so that erasing leaves what was signed whole.
-- Sheets from before carry their words within what was signed, and prove as they did.

CREATE TABLE sheet_words (
  sheet_id   bigint NOT NULL REFERENCES proof_sheet,
  part       text NOT NULL CHECK (part IN ('timing', 'explained')), place int NOT NULL CHECK (place > 0),  -- the item of the sheet that they are said of
  line_id    bigint, entry_id bigint, line int,                         -- what that item is: a bank line, an entry's line (0: whole), or neither
  salt       uuid,                                                      -- without it nobody finds the words by trying names
  words      text NOT NULL,
  erased_for bigint REFERENCES customer,
  PRIMARY KEY (sheet_id, part, place),
  CHECK ((salt IS NULL) = (erased_for IS NOT NULL) AND (words = '') = (erased_for IS NOT NULL))
);
CREATE INDEX sheet_words_line ON sheet_words (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX sheet_words_entry ON sheet_words (entry_id) WHERE entry_id IS NOT NULL;

CREATE FUNCTION words_mark(salt uuid, words text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = rb, pg_temp AS $$
  SELECT encode(sha256(convert_to(salt::text || words, 'UTF8')), 'hex') $$;
REVOKE ALL ON FUNCTION words_mark(uuid, text) FROM PUBLIC;

-- Words of a sheet are erased, once, and never changed.
CREATE FUNCTION sheet_words_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF OLD.erased_for IS NOT NULL OR NEW.erased_for IS NULL
     OR (OLD.sheet_id, OLD.part, OLD.place, OLD.line_id, OLD.entry_id, OLD.line) IS DISTINCT FROM (NEW.sheet_id, NEW.part, NEW.place, NEW.line_id, NEW.entry_id, NEW.line) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = 'words of a signed sheet are erased or left as they are',
      DETAIL = jsonb_build_object('code', 'append_only', 'subject', 'sheet_words')::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sheet_words_kept BEFORE UPDATE ON sheet_words FOR EACH ROW EXECUTE FUNCTION sheet_words_kept();
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON sheet_words FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE sheet_words ENABLE ROW LEVEL SECURITY;
GRANT SELECT (sheet_id, part, place, line_id, entry_id, line, words, erased_for) ON sheet_words TO @operator@;
CREATE POLICY mine ON sheet_words FOR SELECT USING (EXISTS (SELECT FROM proof_sheet s WHERE s.id = sheet_id));
