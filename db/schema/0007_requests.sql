-- Requests: what one operator asks and another decides; what is reserved meanwhile, what was said, what came of it.

CREATE TABLE schedule (                                                -- many requests of one kind, decided whole or line by line
  id          bigint GENERATED ALWAYS AS IDENTITY (START 41) PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('write-off', 'overpayment')),
  landlord_id smallint NOT NULL REFERENCES landlord,
  title       line_text NOT NULL CHECK (title <> ''),
  maker       name NOT NULL DEFAULT session_user REFERENCES operator,
  at          timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE request (
  id             bigint GENERATED ALWAYS AS IDENTITY (START 301) PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('refund', 'write-off', 'write-on', 'overpayment', 'transfer', 'reversal', 'clearance', 'payment', 'bank-details', 'reopening', 'policy', 'operator')),
  landlord_id    smallint REFERENCES landlord,                         -- null: of the whole book
  schedule_id    bigint REFERENCES schedule,
  account_id     bigint REFERENCES account,                            -- whose credit, debt or details
  pence          bigint CHECK (pence BETWEEN 1 AND 100000000000),
  to_account     bigint REFERENCES account,                            -- transfer, clearance: where it goes
  of_entry       bigint REFERENCES entry, of_line int,                 -- reversal: what (line 0: the whole entry)
  item_id        bigint REFERENCES suspense_item,                      -- clearance, or a payment back to its sender
  payee          line_text, sort_code text CHECK (sort_code ~ '^[0-9]{6}$'), account_number text CHECK (account_number ~ '^[0-9]{6,10}$'), roll line_text,
  pays_to        text GENERATED ALWAYS AS (substr(sort_code, 1, 2) || '-' || substr(sort_code, 3, 2) || '-' || substr(sort_code, 5, 2) || ' ····' || right(account_number, 4)) STORED,
  subject        line_text NOT NULL DEFAULT '',                        -- the login, the policy's name, the cashbook
  terms          jsonb NOT NULL DEFAULT '{}',                          -- what else is asked: ids, codes, amounts, dates
  effective_date day,
  reason         line_text NOT NULL DEFAULT '',                        -- one of the office's reasons, for a write-off
  why            line_text NOT NULL CHECK (length(btrim(why)) >= 3),
  override       line_text NOT NULL DEFAULT '',                        -- why more than the rule allows
  words          text NOT NULL DEFAULT '' CHECK (length(words) <= 1000 AND words !~ '[\x01-\x09\x0b-\x1f\x7f-\x9f]'), -- to the tenant
  council        text NOT NULL DEFAULT '' CHECK (council IN ('', 'ask', 'asked', 'clear')), -- benefit may be reclaimed: has the council been asked
  facts          jsonb NOT NULL DEFAULT '{}',                          -- the evidence when it was asked: ids, codes, amounts, dates
  marks          bigint NOT NULL DEFAULT 0,                            -- benefit, returns and reversals on the account by then
  reserved_pence bigint NOT NULL DEFAULT 0 CHECK (reserved_pence >= 0), -- of the account's credit, debt, or of the item, until it ends
  level          text NOT NULL CHECK (level IN ('supervisor', 'manager')),
  approvals      smallint NOT NULL DEFAULT 1 CHECK (approvals BETWEEN 1 AND 2),
  maker          name NOT NULL DEFAULT session_user REFERENCES operator,
  makers         name[] NOT NULL DEFAULT ARRAY[session_user::name],    -- whoever made what it is about too: none of them decides
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_on     day NOT NULL,
  state          text NOT NULL DEFAULT 'submitted' CHECK (state IN ('submitted', 'approved', 'posted', 'done', 'paid', 'returned', 'reversed', 'rejected', 'withdrawn')),
  entry_id       bigint UNIQUE REFERENCES entry,                       -- what its approval posted
  ended_at       timestamptz,
  UNIQUE (id, maker, makers),
  CHECK (maker = ANY (makers)),
  CHECK (landlord_id IS NOT NULL OR kind IN ('policy', 'operator')),
  CHECK ((sort_code IS NULL) = (account_number IS NULL)),
  CHECK (state IN ('posted', 'paid', 'returned', 'reversed') = (entry_id IS NOT NULL) OR state = 'approved'),
  CHECK (pence IS NOT NULL OR kind IN ('bank-details', 'reopening', 'policy', 'operator'))
);
CREATE INDEX request_open ON request (account_id) WHERE state = 'submitted';
CREATE INDEX request_account ON request (account_id, id);
CREATE INDEX request_to ON request (to_account) WHERE state = 'submitted' AND to_account IS NOT NULL;
CREATE INDEX request_item ON request (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX request_schedule ON request (schedule_id) WHERE schedule_id IS NOT NULL;
CREATE INDEX request_maker ON request (maker, id);
CREATE INDEX request_reversal ON request (of_entry) WHERE of_entry IS NOT NULL;

CREATE TABLE request_offset (                                          -- of a refund: what pays another debt first
  request_id bigint NOT NULL REFERENCES request, part smallint NOT NULL CHECK (part BETWEEN 1 AND 99), account_id bigint NOT NULL REFERENCES account, pence bigint NOT NULL CHECK (pence > 0),
  PRIMARY KEY (request_id, part), UNIQUE (request_id, account_id)
);

CREATE TABLE request_step (                                            -- without gaps, one each, and none by whoever asked
  request_id bigint NOT NULL, step smallint NOT NULL CHECK (step BETWEEN 1 AND 9),
  kind       text NOT NULL CHECK (kind IN ('approve', 'reject', 'withdraw')),
  decider    name NOT NULL DEFAULT session_user REFERENCES operator,
  maker      name NOT NULL, makers name[] NOT NULL,
  why        line_text NOT NULL DEFAULT '' CHECK (kind = 'approve' OR length(btrim(why)) >= 3),
  facts      jsonb NOT NULL DEFAULT '{}',                              -- the evidence when it was decided
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  before_it  smallint GENERATED ALWAYS AS (nullif(step, 1) - 1) STORED,
  PRIMARY KEY (request_id, step),
  UNIQUE (request_id, decider),
  FOREIGN KEY (request_id, before_it) REFERENCES request_step (request_id, step),
  FOREIGN KEY (request_id, maker, makers) REFERENCES request (id, maker, makers),
  CONSTRAINT nobody_decides_their_own CHECK ((kind = 'withdraw') = (decider = maker) AND (kind = 'withdraw' OR decider <> ALL (makers)))
);
CREATE UNIQUE INDEX request_step_ends_once ON request_step (request_id) WHERE kind <> 'approve';

CREATE TABLE request_document (                                        -- evidence that lies elsewhere, by its digest
  request_id bigint NOT NULL REFERENCES request, digest bytea NOT NULL CHECK (length(digest) = 32), name line_text NOT NULL, login name NOT NULL DEFAULT session_user,
  at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (request_id, digest)
);

CREATE TABLE request_note (                                            -- questions and answers; they decide nothing
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, request_id bigint NOT NULL REFERENCES request, words line_text NOT NULL CHECK (words <> ''),
  maker name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX request_note_request ON request_note (request_id, id);

CREATE TABLE decided_day (                                             -- what an operator approved of a kind in a day: the row that two approvals at once wait for
  login name NOT NULL REFERENCES operator, kind text NOT NULL, day day NOT NULL, pence bigint NOT NULL DEFAULT 0 CHECK (pence >= 0),
  PRIMARY KEY (login, kind, day)
);

CREATE TABLE limit_delegation (                                        -- somebody's limits lent for a holiday
  giver name NOT NULL REFERENCES operator, taker name NOT NULL REFERENCES operator CHECK (taker <> giver), first day NOT NULL, last day NOT NULL CHECK (last >= first),
  request_id bigint NOT NULL REFERENCES request, PRIMARY KEY (giver, taker, first)
);

-- What was asked never changes: only where it stands. Names and bank details may be blanked once it has ended.
CREATE FUNCTION request_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE was jsonb := to_jsonb(OLD) - ARRAY['state', 'entry_id', 'ended_at', 'council', 'pays_to']; is_now jsonb := to_jsonb(NEW) - ARRAY['state', 'entry_id', 'ended_at', 'council', 'pays_to'];
  may_go text[] := ARRAY['payee', 'sort_code', 'account_number', 'roll', 'words', 'why', 'override']; ended boolean := OLD.state NOT IN ('submitted', 'approved');
BEGIN
  IF was IS DISTINCT FROM is_now AND NOT (ended AND was - may_go = is_now - may_go) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('request %s stands as it was asked: withdraw it and ask anew', OLD.id), DETAIL = jsonb_build_object('code', 'request_fixed', 'subject', OLD.id)::text; END IF;
  IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (('submitted', 'approved'), ('submitted', 'rejected'), ('submitted', 'withdrawn'), ('approved', 'posted'), ('approved', 'done'), ('approved', 'paid'),
      ('paid', 'returned'), ('posted', 'reversed'), ('approved', 'reversed'))
    OR NEW.state = 'approved' AND OLD.state = 'submitted' AND NEW.approvals > (SELECT count(*) FROM request_step s WHERE s.request_id = NEW.id AND s.kind = 'approve')
    OR NEW.state IN ('rejected', 'withdrawn') AND NOT EXISTS (SELECT FROM request_step s WHERE s.request_id = NEW.id AND s.kind = CASE NEW.state WHEN 'rejected' THEN 'reject' ELSE 'withdraw' END)
    OR OLD.entry_id IS NOT NULL AND NEW.entry_id IS DISTINCT FROM OLD.entry_id THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('request %s is %s: that does not follow from its decisions', OLD.id, OLD.state), DETAIL = jsonb_build_object('code', 'request_ended', 'subject', OLD.id)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER request_kept BEFORE UPDATE ON request FOR EACH ROW EXECUTE FUNCTION request_kept();

-- No step after the end: a request that is not submitted any more takes none.
CREATE FUNCTION step_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF (SELECT state FROM request WHERE id = NEW.request_id) IS DISTINCT FROM 'submitted' THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('request %s has ended: it takes no more decisions', NEW.request_id), DETAIL = jsonb_build_object('code', 'request_ended', 'subject', NEW.request_id)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_kept BEFORE INSERT ON request_step FOR EACH ROW EXECUTE FUNCTION step_kept();

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['request_offset', 'request_step', 'request_document', 'request_note', 'schedule'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['request', 'decided_day', 'limit_delegation'] LOOP
    EXECUTE format('CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['request', 'request_offset', 'request_step', 'request_document', 'request_note', 'schedule', 'decided_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- a request shows like its account: of restricted people to nobody who has not revealed them; one of the whole book to its maker and those who decide
CREATE POLICY mine ON request FOR SELECT USING (
  (landlord_id = ANY ((SELECT my_landlords())::smallint[]) OR landlord_id IS NULL AND (maker = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))
  AND (account_id IS NULL OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))));
CREATE POLICY mine ON request_offset FOR SELECT USING (EXISTS (SELECT FROM request r WHERE r.id = request_id));
CREATE POLICY mine ON request_step FOR SELECT USING (EXISTS (SELECT FROM request r WHERE r.id = request_id));
CREATE POLICY mine ON request_document FOR SELECT USING (EXISTS (SELECT FROM request r WHERE r.id = request_id));
CREATE POLICY mine ON request_note FOR SELECT USING (EXISTS (SELECT FROM request r WHERE r.id = request_id));
CREATE POLICY mine ON schedule FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON decided_day FOR SELECT USING (login = session_user OR (SELECT in_group('manager')) OR (SELECT in_group('auditor')));

-- where it is paid to in full is no column anybody reads: pays_to shows the end of it
GRANT SELECT (id, kind, landlord_id, schedule_id, account_id, pence, to_account, of_entry, of_line, item_id, payee, pays_to, subject, terms, effective_date, reason, why, override, words, council, facts, marks,
  reserved_pence, level, approvals, maker, makers, at, expires_on, state, entry_id, ended_at) ON request TO @operator@;
GRANT SELECT ON request_offset, request_step, request_document, request_note, schedule, decided_day, limit_delegation TO @operator@;

-- A book that was set up before requests gets what a new one is set up with.
INSERT INTO limit_rule SELECT who, 'overpayment', per_item_pence, per_day_pence FROM limit_rule WHERE kind = 'refund' ON CONFLICT DO NOTHING;
INSERT INTO policy SELECT x.name, x.value FROM (VALUES ('second_approver_pence', '1000000'::jsonb), ('request_days', '30'), ('cheque_days', '6'), ('indemnity_days', '28'), ('benefit_weeks', '26'),
  ('write_off_reasons', '"small-balance deceased in-care no-trace insolvent statute-barred prison dispute vulnerable all-action-failed hb-not-recoverable"')) x (name, value)
  WHERE EXISTS (SELECT FROM policy) ON CONFLICT DO NOTHING;
