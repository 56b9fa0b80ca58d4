-- The bank's side: statements as they came, every bank line once however it came, what each was matched to, and what explains the rest.
-- In is above nil, out below nil. Days and amounts stand on bank_line and never move; words, which name people, stand on bank_words, which erase may blank.

CREATE TABLE bank_statement (                                          -- one statement of one bank account, as a file brought it
  id               bigint GENERATED ALWAYS AS IDENTITY (START 301) PRIMARY KEY,
  bank_account_id  smallint NOT NULL REFERENCES bank_account,
  cashbook_id      smallint NOT NULL REFERENCES cashbook,
  format           text NOT NULL CHECK (format ~ '^[a-z0-9][a-z0-9.-]{1,39}$'),
  name             line_text NOT NULL,                                 -- of the file, as it came
  digest           bytea NOT NULL,                                     -- sha256 of the file
  part             smallint NOT NULL DEFAULT 1 CHECK (part > 0),       -- which statement in it
  from_day         day, to_day day NOT NULL CHECK (to_day >= from_day),
  opening_pence    bigint, closing_pence bigint,                       -- null where the format tells no balance
  difference_pence bigint NOT NULL DEFAULT 0,                          -- closing less (opening plus lines): shown, and accepted by whoever loaded it
  accepted_by      name,
  login            name NOT NULL DEFAULT session_user,
  at               timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (bank_account_id, digest, part),
  CHECK ((opening_pence IS NULL) = (closing_pence IS NULL)),
  CHECK ((difference_pence <> 0) = (accepted_by IS NOT NULL))
);
CREATE INDEX bank_statement_day ON bank_statement (bank_account_id, to_day);

CREATE TABLE bank_line (                                               -- one row, whether a statement, a payment file or both brought it
  id              bigint GENERATED ALWAYS AS IDENTITY (START 20001) PRIMARY KEY,
  bank_account_id smallint NOT NULL REFERENCES bank_account,
  cashbook_id     smallint NOT NULL REFERENCES cashbook,
  day             day NOT NULL,                                        -- when the bank booked it
  pence           bigint NOT NULL CHECK (pence <> 0 AND pence BETWEEN -100000000000 AND 100000000000),
  print           bytea NOT NULL,                                      -- sha256 of the cleaned narrative
  ordinal         int NOT NULL CHECK (ordinal > 0),                    -- of equal lines of a day, which
  kind            text NOT NULL DEFAULT '' CHECK (kind ~ '^[A-Za-z0-9/ .+-]{0,20}$'),  -- the bank's own code: BGC, 99, NTRF
  login           name NOT NULL DEFAULT session_user,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (bank_account_id, day, pence, print, ordinal)
);
CREATE INDEX bank_line_day ON bank_line (cashbook_id, day);

CREATE TABLE bank_words (                                              -- what the bank wrote with a line
  line_id    bigint PRIMARY KEY REFERENCES bank_line,
  narrative  line_text NOT NULL, reference line_text NOT NULL DEFAULT '',
  name       line_text NOT NULL DEFAULT '',                            -- the other side's, and its sort code and account number or IBAN
  other_account text NOT NULL DEFAULT '' CHECK (other_account ~ '^[A-Z0-9 ]{0,42}$'),
  bank_ref   line_text NOT NULL DEFAULT '',
  account_id bigint REFERENCES account                                 -- whose money it was: its words are hidden as that account's people are
);
CREATE INDEX bank_words_account ON bank_words (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE bank_statement_line (                                     -- which lines a statement shows; an overlapping one shows the same row again
  statement_id bigint NOT NULL REFERENCES bank_statement, item int NOT NULL CHECK (item > 0), line_id bigint NOT NULL REFERENCES bank_line, value_day day,
  PRIMARY KEY (statement_id, item), UNIQUE (statement_id, line_id)
);
CREATE INDEX bank_statement_line_line ON bank_statement_line (line_id);

CREATE TABLE bank_receipt (                                            -- the batch line that a bank line became: it is money once
  batch_id bigint NOT NULL, line int NOT NULL, line_id bigint NOT NULL REFERENCES bank_line, live boolean NOT NULL DEFAULT true,  -- not struck, abandoned or reversed
  PRIMARY KEY (batch_id, line), FOREIGN KEY (batch_id) REFERENCES batch
);
CREATE UNIQUE INDEX bank_receipt_once ON bank_receipt (line_id) WHERE live;

CREATE TABLE bank_match (                                              -- bank lines and cashbook entries that are the same money; it stands until undone, for good once signed
  id           bigint GENERATED ALWAYS AS IDENTITY (START 601) PRIMARY KEY,
  cashbook_id  smallint NOT NULL REFERENCES cashbook,
  kind         text NOT NULL CHECK (kind IN (
    'link',                                                            -- entries that debited the bank: nothing is posted
    'clearing',                                                        -- entries that stood on a clearing: debit bank, credit clearing was posted
    'lump',                                                            -- a credit before its schedule: it waits in the payer's clearing, and turns into clearing when the schedule comes
    'receipts',                                                        -- lines that became receipts of a batch themselves
    'contra',                                                          -- no bank line: entries that cancel each other
    'fee', 'transfer',                                                 -- posted against bank charges or transfers
    'returned')),                                                      -- money gone back: the reversal that return_money posted
  how          text NOT NULL DEFAULT 'hand' CHECK (how IN ('exact', 'proposed', 'hand', 'file')),
  file_id      bigint REFERENCES payment_file,                         -- the schedule it ties to its credit
  clearing_id  bigint REFERENCES account,                              -- of a lump: where it waits
  pence        bigint NOT NULL,                                        -- what its bank lines come to
  entry_id     bigint UNIQUE,                                          -- what matching posted
  why          line_text NOT NULL DEFAULT '',
  sheet        bigint,                                                 -- the proof sheet that rests on it: undone no more
  live         boolean NOT NULL DEFAULT true,
  login        name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_by    name, undone_at timestamptz, undo_entry bigint,
  CHECK (live = (undone_at IS NULL)), CHECK (sheet IS NULL OR live),
  CHECK ((kind = 'lump') <= (clearing_id IS NOT NULL)),
  CHECK ((kind IN ('clearing', 'lump', 'fee', 'transfer')) = (entry_id IS NOT NULL))
);
CREATE INDEX bank_match_file ON bank_match (file_id) WHERE file_id IS NOT NULL AND live;
CREATE INDEX bank_match_lump ON bank_match (cashbook_id) WHERE kind = 'lump' AND live;

CREATE TABLE bank_match_line (                                         -- the bank lines of a match; a line stands in one at a time
  match_id bigint NOT NULL REFERENCES bank_match, line_id bigint NOT NULL REFERENCES bank_line, live boolean NOT NULL DEFAULT true,
  PRIMARY KEY (match_id, line_id)
);
CREATE UNIQUE INDEX bank_match_line_once ON bank_match_line (line_id) WHERE live;

CREATE TABLE bank_match_entry (                                        -- the cashbook side of a match: an entry's line, or the entry whole (line 0), by what it did to the cashbook's bank and clearings
  match_id bigint NOT NULL REFERENCES bank_match, entry_id bigint NOT NULL, line int NOT NULL DEFAULT 0 CHECK (line BETWEEN 0 AND 1000000),
  pence bigint NOT NULL, live boolean NOT NULL DEFAULT true,
  PRIMARY KEY (match_id, entry_id, line),
  -- once each, and never a line beside its whole entry; one number line, since btree_gist may be missing
  EXCLUDE USING gist (int8range(entry_id * 2000000 + line, entry_id * 2000000 + CASE line WHEN 0 THEN 1000000 ELSE line END, '[]') WITH &&) WHERE (live)
);
CREATE INDEX bank_match_entry_entry ON bank_match_entry (entry_id) WHERE live;

CREATE TABLE bank_explained (                                          -- why a bank line or a cashbook entry stands open: the reason, whose it is to see to
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cashbook_id smallint NOT NULL REFERENCES cashbook,
  line_id     bigint REFERENCES bank_line,
  entry_id    bigint, line int,                                        -- or an entry's line; 0: the entry whole
  reason      text NOT NULL CHECK (reason IN ('not-credited', 'not-presented', 'no-schedule', 'bank-error', 'not-ours', 'enquiry', 'other')),
  words       line_text NOT NULL,
  owner       name NOT NULL,
  live        boolean NOT NULL DEFAULT true,                           -- not matched or explained otherwise since
  login       name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((line_id IS NULL) = (entry_id IS NOT NULL)), CHECK ((entry_id IS NULL) = (line IS NULL))
);
CREATE UNIQUE INDEX bank_explained_line ON bank_explained (line_id) WHERE live AND line_id IS NOT NULL;
CREATE UNIQUE INDEX bank_explained_entry ON bank_explained (entry_id, line) WHERE live AND entry_id IS NOT NULL;

CREATE TABLE returned_money (                                          -- a case: a cheque returned, a card payment charged back, a credit that came back
  id          bigint GENERATED ALWAYS AS IDENTITY (START 8001) PRIMARY KEY,
  cashbook_id smallint NOT NULL REFERENCES cashbook,
  line_id     bigint NOT NULL UNIQUE REFERENCES bank_line,
  kind        text NOT NULL CHECK (kind IN ('cheque', 'chargeback', 'unapplied-credit', 'recalled')),
  original_entry bigint NOT NULL, original_line int NOT NULL,          -- the receipt or payment that came back
  entry_id    bigint NOT NULL UNIQUE,                                  -- its linked reversal
  account_id  bigint NOT NULL REFERENCES account,
  pence       bigint NOT NULL CHECK (pence > 0),
  why         line_text NOT NULL CHECK (why <> ''),
  owner       name, next_action line_text NOT NULL DEFAULT '',
  login       name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by    name, ended_at timestamptz,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX returned_money_open ON returned_money (cashbook_id) WHERE ended_at IS NULL;

CREATE TABLE cashbook_opening (                                        -- the go-live cut-off: what the bank held that evening, posted line 1; items not yet credited or presented follow as its lines 2 …
  cashbook_id smallint PRIMARY KEY REFERENCES cashbook,
  day day NOT NULL, bank_pence bigint NOT NULL, entry_id bigint NOT NULL UNIQUE,
  login name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE opening_item (                                            -- an unpresented item brought forward: matched with its bank line as any entry is
  entry_id bigint NOT NULL, line int NOT NULL CHECK (line > 1), words line_text NOT NULL,
  PRIMARY KEY (entry_id, line), FOREIGN KEY (entry_id) REFERENCES cashbook_opening (entry_id)
);

CREATE TABLE stage_bank_line (                                         -- COPY lands here: no select, no RLS; swept after a day
  load uuid NOT NULL, maker name NOT NULL DEFAULT session_user, part smallint NOT NULL, item int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  day date NOT NULL, value_day date, pence bigint NOT NULL, kind text NOT NULL, narrative text NOT NULL, reference text NOT NULL, name text NOT NULL, other_account text NOT NULL, bank_ref text NOT NULL,
  PRIMARY KEY (load, maker, part, item)
);

-- One payment file may bring money of several cashbooks, a batch each.
DROP INDEX payment_file_once;
CREATE UNIQUE INDEX payment_file_once ON payment_file (digest, cashbook_id) WHERE live;

-- Where fees and transfers between bank accounts go, for cashbooks that are older than this revision.
INSERT INTO account (id, landlord_id, kind, ref, cashbook_id, status)
  SELECT nextval('control_account_id'), c.landlord_id, k, c.code || ':' || k, c.id, 'control' FROM cashbook c CROSS JOIN (VALUES ('bank-charges'), ('bank-transfers')) x (k) ORDER BY c.id, k;
INSERT INTO txn_code (code, name, class, grp)
  SELECT v.* FROM (VALUES ('BKCH', 'Bank charge', 'adjustment', 'bank'), ('BKTR', 'Transfer between bank accounts', 'adjustment', 'bank'), ('CLRG', 'Clearing met by the bank', 'adjustment', 'clearing')) v WHERE EXISTS (SELECT FROM txn_code);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['bank_line', 'bank_statement', 'bank_statement_line', 'cashbook_opening', 'opening_item'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['bank_words', 'bank_receipt', 'bank_match', 'bank_match_line', 'bank_match_entry', 'bank_explained', 'returned_money'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['bank_line', 'bank_statement', 'bank_statement_line', 'cashbook_opening', 'opening_item', 'bank_words', 'bank_receipt', 'bank_match', 'bank_match_line', 'bank_match_entry', 'bank_explained', 'returned_money'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON %I TO @operator@', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['bank_line', 'bank_statement', 'cashbook_opening', 'bank_match', 'bank_explained', 'returned_money'] LOOP
    EXECUTE format('CREATE POLICY mine ON %I FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id))', t);
  END LOOP;
END $$;

CREATE POLICY mine ON bank_statement_line FOR SELECT USING (EXISTS (SELECT FROM bank_statement s WHERE s.id = statement_id));
CREATE POLICY mine ON opening_item FOR SELECT USING (EXISTS (SELECT FROM cashbook_opening o WHERE o.entry_id = opening_item.entry_id));
CREATE POLICY mine ON bank_receipt FOR SELECT USING (EXISTS (SELECT FROM bank_line l WHERE l.id = line_id));
CREATE POLICY mine ON bank_match_line FOR SELECT USING (EXISTS (SELECT FROM bank_match m WHERE m.id = match_id));
CREATE POLICY mine ON bank_match_entry FOR SELECT USING (EXISTS (SELECT FROM bank_match m WHERE m.id = match_id));
CREATE POLICY mine ON bank_words FOR SELECT USING (EXISTS (SELECT FROM bank_line l WHERE l.id = line_id)
  AND (account_id IS NULL OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))));

GRANT INSERT (load, part, item, day, value_day, pence, kind, narrative, reference, name, other_account, bank_ref) ON stage_bank_line TO @assistant@;
