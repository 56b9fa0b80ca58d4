-- Batches: what was keyed, by whom, against which control; the receipt (payer, quoted text, narrative) lives on its line.

CREATE TABLE batch (
  id             bigint GENERATED ALWAYS AS IDENTITY (START 1001) PRIMARY KEY,
  cashbook_id    smallint NOT NULL REFERENCES cashbook,
  stream_id      smallint NOT NULL REFERENCES stream,
  effective_date day NOT NULL,
  book_date      day NOT NULL,
  control_pence  bigint,
  control_count  int CHECK (control_count >= 0),
  hash_total     bigint,
  control_source line_text, control_ref line_text, control_late boolean NOT NULL DEFAULT false,
  state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'posted', 'abandoned')),
  blind          boolean NOT NULL DEFAULT false,
  maker          name NOT NULL DEFAULT session_user,
  holder         name NOT NULL DEFAULT session_user,
  opened_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at       timestamptz,
  entry_id       bigint REFERENCES entry,
  lines_digest   bytea,                                                -- of the lines file keyed into it
  CHECK ((control_pence IS NULL) = (control_count IS NULL)),
  CHECK ((state = 'posted') = (entry_id IS NOT NULL))
);
CREATE INDEX batch_open ON batch (holder) WHERE state = 'open';
ALTER TABLE entry ADD FOREIGN KEY (batch_id) REFERENCES batch;

CREATE TABLE batch_holder (                                            -- everybody who ever held it, with the reason of each taking
  batch_id bigint NOT NULL REFERENCES batch, login name NOT NULL, why line_text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (batch_id, at)
);

CREATE TABLE batch_line (
  batch_id       bigint NOT NULL REFERENCES batch,
  line           int NOT NULL CHECK (line BETWEEN 1 AND 1000000),
  state          text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'struck')),
  account_id     bigint REFERENCES account,                            -- null: to suspense; a split's first account
  split          boolean NOT NULL DEFAULT false,
  pence          bigint NOT NULL,
  effective_date day NOT NULL,
  quoted         line_text NOT NULL DEFAULT '',                        -- the reference or name as typed
  payer          line_text NOT NULL DEFAULT '',
  narrative      line_text NOT NULL DEFAULT '',
  reason         line_text NOT NULL DEFAULT '',
  look           line_text NOT NULL DEFAULT '',                        -- what was unusual about it, in words
  auth           text NOT NULL DEFAULT '' CHECK (auth ~ '^[A-Za-z0-9-]{0,12}$'),
  last4          text NOT NULL DEFAULT '' CHECK (last4 ~ '^([0-9]{4})?$'),
  drawer         line_text NOT NULL DEFAULT '',
  cheque_number  line_text NOT NULL DEFAULT '',
  provider_ref   line_text NOT NULL DEFAULT '',
  match          line_text NOT NULL DEFAULT '',
  score          real CHECK (score BETWEEN 0 AND 1000000),                 -- never NaN: no reader of JSON knows it
  makers         name[] NOT NULL DEFAULT ARRAY[session_user::name],    -- everyone who made or amended it, first maker first
  kept_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (batch_id, line),
  CHECK (NOT split OR account_id IS NOT NULL)
);
CREATE INDEX batch_line_account ON batch_line (account_id, effective_date) WHERE account_id IS NOT NULL;

CREATE TABLE line_part (
  batch_id bigint NOT NULL, line int NOT NULL, part smallint NOT NULL CHECK (part BETWEEN 1 AND 99),
  account_id bigint NOT NULL REFERENCES account, pence bigint NOT NULL CHECK (pence > 0),
  PRIMARY KEY (batch_id, line, part),
  FOREIGN KEY (batch_id, line) REFERENCES batch_line
);

CREATE TABLE key_pass (                                                -- blind re-key: written once per (line, pass)
  batch_id bigint NOT NULL REFERENCES batch, line int NOT NULL, pass smallint NOT NULL CHECK (pass BETWEEN 1 AND 3), pence bigint NOT NULL,
  maker name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp(), xact xid8 NOT NULL DEFAULT pg_current_xact_id(), compared boolean NOT NULL DEFAULT false,
  PRIMARY KEY (batch_id, line, pass)
);

CREATE TABLE stage_line (                                              -- COPY lands here: no select, no RLS; swept after a day
  load           uuid NOT NULL,
  maker          name NOT NULL DEFAULT session_user,
  line           int NOT NULL,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id     bigint, pence bigint NOT NULL, effective_date date,
  quoted text, payer text, narrative text, reason text, look text, auth text, last4 text, drawer text, cheque_number text, provider_ref text, match text, score real,
  PRIMARY KEY (load, maker, line)
);

-- A posted batch's lines are history: only erase may blank their words, and amounts never move.
CREATE FUNCTION line_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp AS $$
DECLARE was text;
BEGIN
  SELECT state INTO was FROM batch WHERE id = OLD.batch_id;
  IF was <> 'open' AND (TG_OP = 'DELETE' OR (OLD.batch_id, OLD.line, OLD.state, OLD.account_id, OLD.split, OLD.pence, OLD.effective_date, OLD.makers)
      IS DISTINCT FROM (NEW.batch_id, NEW.line, NEW.state, NEW.account_id, NEW.split, NEW.pence, NEW.effective_date, NEW.makers)) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('batch %s is %s: its lines no longer change, reverse the posting instead', OLD.batch_id, was),
      DETAIL = jsonb_build_object('code', 'batch_not_open', 'subject', OLD.batch_id)::text;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER line_guard BEFORE UPDATE OR DELETE ON batch_line FOR EACH ROW EXECUTE FUNCTION line_guard();
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON batch FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON key_pass FOR EACH STATEMENT EXECUTE FUNCTION frozen();

CREATE TABLE stage_feed (                                              -- a tenancy feed on its way in; swept after a day
  load uuid NOT NULL, maker name NOT NULL DEFAULT session_user, line int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), fed text NOT NULL,
  PRIMARY KEY (load, maker, line)
);
CREATE TABLE feed_load (                                               -- each feed that was applied, and what it did
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bytea NOT NULL, login name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp(), did jsonb NOT NULL
);
-- A feed while it is weighed and taken: filled and emptied by one act at a time, read by nobody else.
CREATE UNLOGGED TABLE feed_row (
  line int PRIMARY KEY, landlord_id smallint, fed jsonb NOT NULL
);
CREATE UNLOGGED TABLE feed_mark (                                      -- what a row means: new or known, turning former or current, which fields differ
  line int PRIMARY KEY, landlord_id smallint NOT NULL, tenancy_id bigint, account_id bigint, is_new boolean NOT NULL, turns text, fields text[] NOT NULL, opening bigint NOT NULL
);
CREATE UNLOGGED TABLE feed_person (
  line int, position smallint, name text NOT NULL, born date, phone text NOT NULL, email text NOT NULL, was_phone text NOT NULL, was_email text NOT NULL, customer_id bigint NOT NULL, is_new boolean NOT NULL,
  PRIMARY KEY (line, position)
);
