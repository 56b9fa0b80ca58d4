-- Signing: each cashbook's proof sheets in every version, chained; what a closed period came to; what the finance system was given.

CREATE TABLE proof_sheet (                                             -- one version of the sheet of a day; it covers every day since the one before
  id            bigint GENERATED ALWAYS AS IDENTITY (START 901) PRIMARY KEY,
  cashbook_id   smallint NOT NULL REFERENCES cashbook,
  number        int NOT NULL CHECK (number > 0),                       -- its place in the cashbook's chain, every version counted
  first         day NOT NULL, day day NOT NULL CHECK (first <= day),
  version       int NOT NULL CHECK (version > 0),
  facts         jsonb NOT NULL,                                        -- figures and items by number; never a person's name but operators' logins
  prev          bytea NOT NULL,                                        -- the hash of the sheet before it in the chain
  hash          bytea NOT NULL,
  seal_id       bigint NOT NULL REFERENCES seal,                       -- every operator's head at that moment
  single        boolean NOT NULL,                                      -- an embedded book of one operator: nobody is there to countersign
  signed_by     name NOT NULL REFERENCES operator, signed_at timestamptz NOT NULL,
  countersigned_by name REFERENCES operator, countersigned_at timestamptz, counter_hash bytea,
  ended         text CHECK (ended IN ('refused', 'reopened')),
  ended_by      name REFERENCES operator, ended_at timestamptz, ended_why line_text,
  UNIQUE (cashbook_id, number), UNIQUE (cashbook_id, day, version),
  CONSTRAINT countersigned_by_another CHECK (countersigned_by <> signed_by),
  CONSTRAINT refused_by_another CHECK (ended IS DISTINCT FROM 'refused' OR ended_by <> signed_by),
  CHECK (NOT single OR countersigned_by IS NULL),
  CHECK ((countersigned_by IS NULL) = (countersigned_at IS NULL) AND (countersigned_by IS NULL) = (counter_hash IS NULL)),
  CHECK ((ended IS NULL) = (ended_by IS NULL) AND (ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (ended_why IS NULL))
);
CREATE UNIQUE INDEX proof_sheet_standing ON proof_sheet (cashbook_id, day) WHERE ended IS NULL;
ALTER TABLE bank_match ADD FOREIGN KEY (sheet) REFERENCES proof_sheet;

-- Once signed nothing of a sheet changes, whoever tries: a second name is added once, and how it ended, once.
CREATE FUNCTION sheet_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE was jsonb := to_jsonb(OLD); now jsonb := to_jsonb(NEW); c text[] := '{countersigned_by,countersigned_at,counter_hash}'; e text[] := '{ended,ended_by,ended_at,ended_why}';
BEGIN
  IF was - c - e <> now - c - e OR OLD.ended IS NOT NULL
     OR OLD.countersigned_by IS NOT NULL AND (OLD.countersigned_by, OLD.countersigned_at, OLD.counter_hash) IS DISTINCT FROM (NEW.countersigned_by, NEW.countersigned_at, NEW.counter_hash) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = 'a signed sheet is never changed: ask for the day to be reopened',
      DETAIL = jsonb_build_object('code', 'append_only', 'subject', 'proof_sheet')::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sheet_guard BEFORE UPDATE ON proof_sheet FOR EACH ROW EXECUTE FUNCTION sheet_guard();

CREATE TABLE period_total (                                            -- what moved in a closed period, so that a trial balance reads no history
  period_id     int NOT NULL REFERENCES period,
  account_id    bigint NOT NULL,                                       -- a control account; nil: all customer accounts of that kind
  kind          text NOT NULL, code_id smallint NOT NULL REFERENCES txn_code,
  debit_pence   bigint NOT NULL CHECK (debit_pence >= 0), credit_pence bigint NOT NULL CHECK (credit_pence >= 0),
  PRIMARY KEY (period_id, account_id, kind, code_id)
);

CREATE TABLE finance_export (                                          -- each journal given to the finance system: the entries between two sets of heads
  number        int PRIMARY KEY CHECK (number > 0),
  after_heads   jsonb NOT NULL, heads jsonb NOT NULL,                  -- login: last number, before and with it
  postings      bigint NOT NULL CHECK (postings > 0), pence bigint NOT NULL,
  login         name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp()
);

DO $$ DECLARE t text; BEGIN
  CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON proof_sheet FOR EACH STATEMENT EXECUTE FUNCTION frozen();
  FOREACH t IN ARRAY ARRAY['period_total', 'finance_export'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['proof_sheet', 'period_total', 'finance_export'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON %I TO @operator@', t);
  END LOOP;
END $$;

CREATE POLICY mine ON proof_sheet FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id));
CREATE POLICY mine ON period_total FOR SELECT USING (EXISTS (SELECT FROM period p WHERE p.id = period_id));
CREATE POLICY mine ON finance_export FOR SELECT USING ((SELECT has_every_landlord()));
