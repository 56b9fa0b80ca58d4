-- Money that leaves: payees' bank details as a second person approved them, runs of approved refunds and payments in one file each, what came back.

CREATE TABLE bank_detail (                                             -- an account's payee; the one without an end stands
  id             bigint GENERATED ALWAYS AS IDENTITY (START 901) PRIMARY KEY,
  account_id     bigint NOT NULL REFERENCES account,
  payee          line_text NOT NULL CHECK (payee <> ''),
  sort_code      text NOT NULL CHECK (sort_code ~ '^[0-9]{6}$'), account_number text NOT NULL CHECK (account_number ~ '^[0-9]{6,10}$'), roll line_text NOT NULL DEFAULT '',
  pays_to        text GENERATED ALWAYS AS (substr(sort_code, 1, 2) || '-' || substr(sort_code, 3, 2) || '-' || substr(sort_code, 5, 2) || ' ····' || right(account_number, 4)) STORED,
  request_id     bigint NOT NULL UNIQUE REFERENCES request,             -- who asked and who approved stands there
  since          timestamptz NOT NULL DEFAULT clock_timestamp(),
  until          timestamptz,
  bad_since      timestamptz, bad_why line_text NOT NULL DEFAULT ''     -- a payment to it came back
);
CREATE UNIQUE INDEX bank_detail_now ON bank_detail (account_id) WHERE until IS NULL;
CREATE INDEX bank_detail_digits ON bank_detail (sort_code, account_number);
CREATE INDEX request_digits ON request (sort_code, account_number) WHERE sort_code IS NOT NULL;

CREATE TABLE pay_run (
  id              bigint GENERATED ALWAYS AS IDENTITY (START 14) PRIMARY KEY,
  landlord_id     smallint NOT NULL REFERENCES landlord,
  cashbook_id     smallint NOT NULL REFERENCES cashbook,
  bank_account_id smallint NOT NULL REFERENCES bank_account,
  originator      line_text NOT NULL CHECK (originator <> ''), user_number text NOT NULL CHECK (user_number ~ '^([0-9]{6})?$'),
  processed       day NOT NULL, moved day NOT NULL CHECK (moved > processed),
  format          text NOT NULL CHECK (format ~ '^[a-z0-9]{3,20}$'),
  items           int NOT NULL CHECK (items > 0), pence bigint NOT NULL CHECK (pence > 0),
  digest          bytea CHECK (length(digest) = 32),                   -- of its file, kept before the file is written
  by_two          boolean NOT NULL,                                    -- the policy when it was made
  state           text NOT NULL DEFAULT 'made' CHECK (state IN ('made', 'confirmed', 'abandoned')),
  maker           name NOT NULL DEFAULT session_user REFERENCES operator,
  at              timestamptz NOT NULL DEFAULT date_trunc('second', clock_timestamp()),  -- stands in the file, which is made anew from this row
  ended_by        name REFERENCES operator, ended_at timestamptz, why line_text NOT NULL DEFAULT '',
  entry_id        bigint UNIQUE REFERENCES entry,
  CHECK ((state = 'made') = (ended_by IS NULL)),
  CHECK ((state = 'confirmed') = (entry_id IS NOT NULL)),
  CHECK (state <> 'confirmed' OR digest IS NOT NULL),
  CONSTRAINT nobody_confirms_their_own CHECK (NOT by_two OR state <> 'confirmed' OR ended_by <> maker),
  CONSTRAINT a_file_is_abandoned_by_two CHECK (state <> 'abandoned' OR digest IS NULL OR ended_by <> maker)
);
CREATE UNIQUE INDEX pay_run_open ON pay_run (cashbook_id) WHERE state = 'made';  -- one at a time: whoever was cut off finds it again

CREATE TABLE pay_item (
  run_id bigint NOT NULL REFERENCES pay_run, item int NOT NULL CHECK (item BETWEEN 1 AND 100000),
  request_id bigint NOT NULL REFERENCES request, pence bigint NOT NULL CHECK (pence > 0),
  live boolean NOT NULL DEFAULT true,                                  -- its run not abandoned, the money not come back
  returned_at timestamptz, returned_by name REFERENCES operator, returned_why line_text, returned_line text UNIQUE CHECK (returned_line ~ '^[0-9a-f]{32}$'),  -- of the bank's file, so that it is read once
  PRIMARY KEY (run_id, item),
  CHECK (returned_at IS NULL OR NOT live), CHECK ((returned_at IS NULL) = (returned_by IS NULL))
);
CREATE UNIQUE INDEX pay_item_once ON pay_item (request_id) WHERE live;  -- nothing is promised by two runs, nothing is paid twice
CREATE INDEX pay_item_request ON pay_item (request_id);

CREATE TABLE bank_look (                                               -- a look at bank details in full: only ever a committed one opens them
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, login name NOT NULL DEFAULT session_user,
  account_id bigint REFERENCES account, run_id bigint REFERENCES pay_run, why line_text NOT NULL CHECK (length(why) >= 5),
  at timestamptz NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '15 minutes', xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK ((account_id IS NULL) <> (run_id IS NULL))
);
CREATE INDEX bank_look_account ON bank_look (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX bank_look_run ON bank_look (run_id) WHERE run_id IS NOT NULL;

-- A run's count, total, day, payer and payees never change: only where it stands, and once.
CREATE FUNCTION pay_run_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF to_jsonb(OLD) - ARRAY['state', 'digest', 'ended_by', 'ended_at', 'why', 'entry_id'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['state', 'digest', 'ended_by', 'ended_at', 'why', 'entry_id']
    OR OLD.state <> 'made' OR OLD.digest IS NOT NULL AND NEW.digest IS DISTINCT FROM OLD.digest THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('run %s is %s and stands as it was made', OLD.id, OLD.state), DETAIL = jsonb_build_object('code', 'run_fixed', 'subject', OLD.id)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pay_run_kept BEFORE UPDATE ON pay_run FOR EACH ROW EXECUTE FUNCTION pay_run_kept();
CREATE FUNCTION pay_item_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF (OLD.run_id, OLD.item, OLD.request_id, OLD.pence) IS DISTINCT FROM (NEW.run_id, NEW.item, NEW.request_id, NEW.pence) OR NOT OLD.live THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('item %s of run %s stands as it was paid', OLD.item, OLD.run_id), DETAIL = jsonb_build_object('code', 'run_fixed', 'subject', OLD.run_id)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pay_item_kept BEFORE UPDATE ON pay_item FOR EACH ROW EXECUTE FUNCTION pay_item_kept();

-- What a run promised or paid is not reversed behind its back: the money would leave, or have left, and the credit be there again.
CREATE FUNCTION promised_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET enable_seqscan = off AS $$
DECLARE bad record;
BEGIN
  SELECT i.run_id, i.item INTO bad FROM undone u JOIN request r ON r.entry_id = u.original_entry JOIN pay_item i ON i.request_id = r.id AND i.live WHERE u.original_line = 1 LIMIT 1;
  IF NOT FOUND THEN
    SELECT i.run_id, i.item INTO bad FROM undone u JOIN pay_run p ON p.entry_id = u.original_entry JOIN pay_item i ON i.run_id = p.id AND i.item = u.original_line AND i.live LIMIT 1; END IF;
  IF bad.run_id IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('it is item %s of pay run %s: abandon the run before its file leaves, or take the money back when the bank returns it (rentbook pay return)', bad.item, bad.run_id),
      DETAIL = jsonb_build_object('code', 'in_pay_run', 'subject', bad.run_id)::text; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER promised_kept AFTER INSERT ON reversal REFERENCING NEW TABLE AS undone FOR EACH STATEMENT EXECUTE FUNCTION promised_kept();

ALTER TABLE entry DROP CONSTRAINT entry_kind_check,
  ADD CONSTRAINT entry_kind_check CHECK (kind IN ('batch', 'reversal', 'opening', 'charge', 'clearing', 'request', 'match', 'history', 'payment'));

-- Questions and answers name people too: erasing may blank them, nothing else changes them.
CREATE FUNCTION note_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF to_jsonb(OLD) - 'words' IS DISTINCT FROM to_jsonb(NEW) - 'words' OR NEW.words <> '(erased)' THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = 'request_note is append-only: corrections are new entries', DETAIL = '{"code": "append_only", "subject": "request_note"}'; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER frozen ON request_note;
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON request_note FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER note_kept BEFORE UPDATE ON request_note FOR EACH ROW EXECUTE FUNCTION note_kept();

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['bank_detail', 'pay_run', 'pay_item', 'bank_look'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
CREATE POLICY mine ON bank_detail FOR SELECT USING (EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id));
CREATE POLICY mine ON pay_run FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON pay_item FOR SELECT USING (EXISTS (SELECT FROM pay_run p WHERE p.id = run_id));
CREATE POLICY mine ON bank_look FOR SELECT USING (login = session_user OR (SELECT has_every_landlord()) AND ((SELECT in_group('manager')) OR (SELECT in_group('auditor'))));

-- digits in full are no column anybody reads: pays_to shows the end of them, revealed_bank and pay_rows open them to whoever wrote down why
GRANT SELECT (id, account_id, payee, pays_to, request_id, since, until, bad_since, bad_why) ON bank_detail TO @operator@;
GRANT SELECT ON pay_run, pay_item, bank_look TO @operator@;

-- A book that was set up before gets what a new one is set up with.
INSERT INTO policy SELECT x.name, x.value FROM (VALUES ('pay_by_two', 'true'::jsonb), ('bacs_user_number', '""'), ('bacs_cut_off', '"22:30"')) x (name, value) WHERE EXISTS (SELECT FROM policy) ON CONFLICT DO NOTHING;
