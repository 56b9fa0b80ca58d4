-- Money: codes, cashbooks, streams, periods and the gate, entries and postings, reversals, the chain's seals.

CREATE TABLE txn_code (
  id    smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code  text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{2,6}$'),
  name  text NOT NULL,
  class text NOT NULL CHECK (class IN ('charge', 'receipt', 'adjustment')),
  grp   text NOT NULL DEFAULT '',
  alias text,                                                          -- the house's own code
  is_hb boolean NOT NULL DEFAULT false,
  is_dd boolean NOT NULL DEFAULT false
);

CREATE TABLE cashbook (
  id          smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code        text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9-]{1,15}$'),
  name        text NOT NULL DEFAULT '',
  landlord_id smallint NOT NULL REFERENCES landlord,
  signed_to   day                                                      -- no book date on or before it is open
);
ALTER TABLE account ADD FOREIGN KEY (cashbook_id) REFERENCES cashbook;

CREATE TABLE bank_account (
  id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, cashbook_id smallint NOT NULL REFERENCES cashbook,
  sort_code text NOT NULL CHECK (sort_code ~ '^[0-9]{6}$'), account_number text NOT NULL CHECK (account_number ~ '^[0-9]{8}$'),
  name line_text NOT NULL DEFAULT '', UNIQUE (sort_code, account_number)
);

CREATE TABLE stream (
  id          smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code        text NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9-]{1,23}$'),
  name        text NOT NULL,
  code_id     smallint NOT NULL REFERENCES txn_code,
  debits      text NOT NULL CHECK (debits IN ('bank', 'card-clearing', 'hb-clearing', 'uc-clearing', 'dd-clearing')),
  live        boolean NOT NULL DEFAULT false,                          -- may open without its control
  takes       text[] NOT NULL DEFAULT '{}',                            -- receipt fields its lines may carry
  needs       text[] NOT NULL DEFAULT '{}',                            -- … and must
  blind_above_pence bigint                                             -- blind re-key from this amount on; null: never
);

CREATE TABLE period (
  id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  landlord_id smallint NOT NULL REFERENCES landlord,
  name        text NOT NULL,
  first       day NOT NULL,
  last        day NOT NULL CHECK (last >= first),
  closed_at   timestamptz, closed_by name,
  UNIQUE (landlord_id, name),
  -- a landlord's periods never overlap; one number line a landlord, since btree_gist may be missing
  EXCLUDE USING gist (int8range(landlord_id * 10000000::bigint + (first - date '1900-01-01'), landlord_id * 10000000::bigint + (last - date '1900-01-01'), '[]') WITH &&)
);

CREATE TABLE period_gate (never boolean);                              -- held, never filled: ROW SHARE by acts, EXCLUSIVE by closing and signing

CREATE TABLE entry (                                                   -- one posted batch or act; a link of its maker's chain
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login     name NOT NULL REFERENCES chain,
  number    int NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('batch', 'reversal', 'opening', 'charge', 'clearing', 'request', 'match', 'history')),
  batch_id  bigint UNIQUE,
  made_at   timestamptz NOT NULL,
  lines     int NOT NULL,
  pence     bigint NOT NULL,
  prev      bytea NOT NULL,
  hash      bytea NOT NULL,
  UNIQUE (login, number)
);

CREATE TABLE posting (                                                 -- a transfer: balanced by construction, append-only for everybody
  entry_id       bigint NOT NULL,                                      -- no foreign key: see docs/decisions/0002
  line           int NOT NULL,
  part           smallint NOT NULL DEFAULT 1,
  landlord_id    smallint NOT NULL,
  cashbook_id    smallint,
  code_id        smallint NOT NULL,
  debit_account  bigint NOT NULL,
  credit_account bigint NOT NULL CHECK (credit_account <> debit_account),
  pence          bigint NOT NULL CHECK (pence BETWEEN 1 AND 100000000000),
  effective_date day NOT NULL,
  book_date      day NOT NULL,
  PRIMARY KEY (entry_id, line, part)
);
CREATE INDEX posting_debit  ON posting (debit_account, effective_date)  INCLUDE (pence, code_id) WHERE debit_account >= 10000;
CREATE INDEX posting_credit ON posting (credit_account, effective_date) INCLUDE (pence, code_id) WHERE credit_account >= 10000;
CREATE INDEX posting_day    ON posting USING brin (book_date) WITH (pages_per_range = 32);

CREATE TABLE reversal (                                                -- once each
  original_entry bigint NOT NULL, original_line int NOT NULL, original_part smallint NOT NULL,
  entry_id bigint NOT NULL, line int NOT NULL, part smallint NOT NULL, why line_text NOT NULL,
  PRIMARY KEY (original_entry, original_line, original_part),
  UNIQUE (entry_id, line, part),
  FOREIGN KEY (original_entry, original_line, original_part) REFERENCES posting,
  FOREIGN KEY (entry_id, line, part) REFERENCES posting
);

CREATE TABLE seal (                                                    -- every chain's head at a moment nobody posted
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(), login name NOT NULL DEFAULT session_user,
  why text NOT NULL CHECK (why IN ('sign', 'backup', 'night')), heads jsonb NOT NULL, prev bytea NOT NULL, hash bytea NOT NULL
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['entry', 'posting', 'reversal', 'seal'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
END $$;

-- The last line, once per statement, whoever inserts: accounts exist and share the landlord, the period is open, the day unsigned;
-- then the balances. Nested loops over sorted groups only: balances are locked in ascending order, so that concurrent batches cannot
-- deadlock, and a plan kept from a batch of one line serves a hundred thousand (docs/decisions/0003).
CREATE FUNCTION posting_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp
  SET work_mem = '32MB' SET enable_hashjoin = off SET enable_mergejoin = off SET enable_hashagg = off SET enable_seqscan = off AS $$
DECLARE bad record;
BEGIN
  SELECT n.line INTO bad FROM fresh n
    LEFT JOIN account d ON d.id = n.debit_account LEFT JOIN account c ON c.id = n.credit_account
    WHERE (d.landlord_id = n.landlord_id AND c.landlord_id = n.landlord_id AND d.status <> 'closed' AND c.status <> 'closed') IS NOT TRUE LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('line %s: both accounts must be open and of the same landlord', bad.line),
    DETAIL = jsonb_build_object('code', 'wrong_landlord', 'subject', bad.line)::text; END IF;
  SELECT k.book_date INTO bad FROM (SELECT DISTINCT landlord_id, cashbook_id, book_date FROM fresh) k
    WHERE NOT EXISTS (SELECT FROM period p WHERE p.landlord_id = k.landlord_id AND k.book_date BETWEEN p.first AND p.last AND p.closed_at IS NULL)
       OR EXISTS (SELECT FROM cashbook b WHERE b.id = k.cashbook_id AND (k.book_date <= b.signed_to OR b.landlord_id <> k.landlord_id)) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('%s is in no open period, or its cashbook day is signed: post with a later book date', bad.book_date),
    DETAIL = jsonb_build_object('code', 'book_date_closed', 'subject', bad.book_date)::text; END IF;
  UPDATE balance b SET pence = b.pence + m.pence FROM (
    SELECT account_id, sum(pence) AS pence FROM (
      SELECT debit_account AS account_id, pence FROM fresh WHERE debit_account >= 10000
      UNION ALL SELECT credit_account, -pence FROM fresh WHERE credit_account >= 10000) each GROUP BY account_id ORDER BY account_id) m
    WHERE b.account_id = m.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_kept AFTER INSERT ON posting REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION posting_kept();
