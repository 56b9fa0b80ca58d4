-- Payment files: what a payer says it paid, read through a versioned profile, each line settled into the one batch of its file.

CREATE TABLE profile (                                                 -- every version that was ever added or used
  id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{1,39}$'),
  version int NOT NULL CHECK (version > 0),
  digest  bytea NOT NULL,                                              -- sha256 of words
  words   text NOT NULL CHECK (length(words) <= 100000),               -- the TOML
  own     boolean NOT NULL,                                            -- added here, not shipped
  login   name NOT NULL DEFAULT session_user,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (name, version, digest)
);
CREATE UNIQUE INDEX profile_own ON profile (name, version) WHERE own;

CREATE TABLE payment_file (
  id             bigint GENERATED ALWAYS AS IDENTITY (START 501) PRIMARY KEY,
  cashbook_id    smallint NOT NULL REFERENCES cashbook,
  profile_id     int NOT NULL REFERENCES profile,
  payer          line_text NOT NULL CHECK (payer <> ''),               -- whose payments these are: none of one payer is posted twice
  name           line_text NOT NULL,                                   -- of the file, as it came
  digest         bytea NOT NULL,
  gross_pence    bigint NOT NULL, recovery_pence bigint NOT NULL, net_pence bigint NOT NULL CHECK (net_pence = gross_pence - recovery_pence),
  declared_pence bigint,                                               -- what the payer or the operator says it comes to
  batch_id       bigint NOT NULL UNIQUE REFERENCES batch,
  replaces       bigint REFERENCES payment_file,
  live           boolean NOT NULL DEFAULT true,                        -- neither reversed nor its batch abandoned
  login          name NOT NULL DEFAULT session_user,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (declared_pence = net_pence)
);
CREATE UNIQUE INDEX payment_file_once ON payment_file (digest) WHERE live;

CREATE TABLE file_line (                                               -- a line that moves money; its number is its line's in the batch
  file_id        bigint NOT NULL REFERENCES payment_file,
  item           int NOT NULL CHECK (item > 0),
  line           int NOT NULL, part smallint NOT NULL,                 -- row of the file; a row that pays and recovers is two lines
  type           text NOT NULL CHECK (type IN ('PAY', 'RECOVER_SELF', 'RECOVER_OTHER', 'ARREARS_PAY', 'DHP', 'RETURN', 'UNKNOWN')),
  raw            text NOT NULL CHECK (length(raw) <= 2000),
  keys           jsonb NOT NULL DEFAULT '[]',                          -- [[kind, value], …] in the profile's order of trust
  payer_kind     text NOT NULL DEFAULT '', payer_value line_text NOT NULL DEFAULT '',
  name           line_text NOT NULL DEFAULT '', name_key line_text NOT NULL DEFAULT '', address line_text NOT NULL DEFAULT '', postcode line_text NOT NULL DEFAULT '', narrative line_text NOT NULL DEFAULT '',
  pence          bigint NOT NULL CHECK (pence > 0), debit boolean NOT NULL, code_id smallint REFERENCES txn_code,
  day            day NOT NULL, period_from day, period_to day,
  payer          line_text NOT NULL,
  fingerprint    bytea NOT NULL, ordinal int NOT NULL,                 -- of equal payments, which
  live           boolean NOT NULL,                                     -- false: a duplicate, or its file is live no more
  outcome        text NOT NULL CHECK (outcome IN ('matched', 'suggested', 'unmatched', 'duplicate')),
  account_id     bigint REFERENCES account,                            -- what matching proposed
  score          smallint CHECK (score BETWEEN 0 AND 100), next_account bigint, next_score smallint CHECK (next_score BETWEEN 0 AND 100),
  why            jsonb NOT NULL DEFAULT '{}',                          -- candidates with what speaks for each (about, weight, words, of a person), and what holds the line
  doubt          line_text NOT NULL DEFAULT '',                        -- why the book took it back from matched
  settled_by     name, settled_at timestamptz,
  remember       boolean NOT NULL DEFAULT false,                       -- the name too becomes an alias when the batch posts
  PRIMARY KEY (file_id, item)
);
CREATE UNIQUE INDEX file_line_once ON file_line (payer, fingerprint, ordinal) WHERE live;

CREATE TABLE alias (                                                   -- whose a payer's own number or name is, by somebody's word
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  landlord_id smallint NOT NULL REFERENCES landlord,
  payer       line_text NOT NULL,
  kind        text NOT NULL CHECK (kind ~ '^[a-z][a-z_]{1,19}$'),
  value       line_text NOT NULL CHECK (value <> ''),
  account_id  bigint NOT NULL REFERENCES account,
  made_by     name NOT NULL DEFAULT session_user, made_at timestamptz NOT NULL DEFAULT clock_timestamp(), file_id bigint REFERENCES payment_file,
  times       int NOT NULL DEFAULT 1, last_used timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_by  name, revoked_at timestamptz, revoked_why line_text,
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE UNIQUE INDEX alias_now ON alias (landlord_id, payer, kind, value, account_id) WHERE revoked_at IS NULL;
CREATE INDEX alias_account ON alias (account_id);

CREATE TABLE stage_file_line (                                         -- COPY lands here: no select, no RLS; swept after a day
  load uuid NOT NULL, maker name NOT NULL DEFAULT session_user, item int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  line int NOT NULL, part smallint NOT NULL, type text NOT NULL, raw text NOT NULL, keys text NOT NULL, payer_kind text, payer_value text, name text, name_key text, address text, postcode text, narrative text,
  pence bigint NOT NULL, debit boolean NOT NULL, code text, day date, period_from date, period_to date,
  outcome text NOT NULL, account_id bigint, score smallint, next_account bigint, next_score smallint, why text,
  PRIMARY KEY (load, maker, item)
);

-- A line of a file may debit its account (a recovery) and bear its own code; keyed lines never do.
ALTER TABLE batch_line ADD COLUMN debit boolean NOT NULL DEFAULT false, ADD COLUMN code_id smallint REFERENCES txn_code;

-- Suspense is a case each: what stands on the suspense account, whose it may be, who looks after it until when.
CREATE TABLE suspense_item (
  id             bigint GENERATED ALWAYS AS IDENTITY (START 7001) PRIMARY KEY,
  entry_id       bigint NOT NULL, line int NOT NULL, part smallint NOT NULL,
  landlord_id    smallint NOT NULL REFERENCES landlord,
  pence          bigint NOT NULL CHECK (pence > 0),
  cleared_pence  bigint NOT NULL DEFAULT 0 CHECK (cleared_pence BETWEEN 0 AND pence),
  effective_date day NOT NULL,
  owner          name, next_action line_text NOT NULL DEFAULT '', park_until day,
  ended          text CHECK (ended IN ('cleared', 'reversed')),
  UNIQUE (entry_id, line, part),
  FOREIGN KEY (entry_id, line, part) REFERENCES posting,
  CHECK ((ended = 'cleared') IS NOT TRUE OR cleared_pence = pence)
);
CREATE INDEX suspense_open ON suspense_item (landlord_id, effective_date) WHERE ended IS NULL;
CREATE TABLE suspense_clearing (                                       -- each clearing, linked to the item it took from
  item_id bigint NOT NULL REFERENCES suspense_item, entry_id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES account, pence bigint NOT NULL CHECK (pence > 0), why line_text NOT NULL DEFAULT '',
  undone  boolean NOT NULL DEFAULT false                               -- its entry was reversed
);
CREATE INDEX suspense_clearing_item ON suspense_clearing (item_id);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['profile', 'payment_file', 'file_line', 'alias', 'suspense_item', 'suspense_clearing'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['payment_file', 'file_line', 'alias', 'suspense_item', 'suspense_clearing'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

CREATE POLICY mine ON payment_file FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id));
-- a payer's words name people: hidden as the lines of a batch are, but never from whoever loaded the file
CREATE POLICY mine ON file_line FOR SELECT USING (
  EXISTS (SELECT FROM payment_file f JOIN batch b ON b.id = f.batch_id WHERE f.id = file_id
    AND (f.login = session_user OR (b.state = 'posted' OR b.holder = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor')))
      AND (file_line.account_id IS NULL OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = file_line.account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))))));
CREATE POLICY mine ON alias FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[])
  AND EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id));
CREATE POLICY mine ON suspense_item FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON suspense_clearing FOR SELECT USING (EXISTS (SELECT FROM suspense_item i WHERE i.id = item_id));

GRANT SELECT ON profile, payment_file, file_line, alias, suspense_item, suspense_clearing TO @operator@;
GRANT INSERT (load, item, line, part, type, raw, keys, payer_kind, payer_value, name, name_key, address, postcode, narrative, pence, debit, code, day, period_from, period_to,
  outcome, account_id, score, next_account, next_score, why) ON stage_file_line TO @assistant@;
GRANT SELECT (debit, code_id) ON batch_line TO @operator@;

-- What stood in suspense before suspense had cases.
INSERT INTO suspense_item (entry_id, line, part, landlord_id, pence, effective_date)
  SELECT p.entry_id, p.line, p.part, p.landlord_id, p.pence, p.effective_date FROM account a JOIN posting p ON p.credit_account = a.id JOIN entry e ON e.id = p.entry_id
  WHERE a.status = 'control' AND a.kind = 'suspense' AND e.kind IN ('batch', 'history')
    AND NOT EXISTS (SELECT FROM reversal r WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part)) ORDER BY p.entry_id, p.line, p.part;
