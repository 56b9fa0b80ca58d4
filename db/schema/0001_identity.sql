-- Who: the book itself, its landlords, its operators, what they may do and what they declared.
-- Identity is session_user; there is no password table of ours. @names@ are this book's group roles.

CREATE TABLE book (
  one        boolean PRIMARY KEY DEFAULT true CHECK (one),
  id         text NOT NULL CHECK (id ~ '^[0-9a-f]{8}$'),
  kind       text NOT NULL CHECK (kind IN ('live', 'demo')),           -- a demo stays one for ever: see frozen_kind
  mode       text NOT NULL CHECK (mode IN ('embedded', 'server')),
  go_live    date,
  made_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE landlord (
  id      smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code    text NOT NULL UNIQUE CHECK (code ~ '^[A-Z][A-Z0-9]{1,7}$'),
  name    text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  nation  text NOT NULL CHECK (nation IN ('england', 'scotland', 'wales', 'northern-ireland'))
);

CREATE TABLE operator (
  login      name PRIMARY KEY,
  no         int GENERATED ALWAYS AS IDENTITY UNIQUE,
  name       text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  grp        text NOT NULL CHECK (grp IN ('assistant', 'supervisor', 'manager', 'auditor', 'night')),
  suspended  boolean NOT NULL DEFAULT false,
  added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  added_by   name NOT NULL DEFAULT session_user
);

CREATE TABLE operator_landlord (                                       -- no rows: every landlord
  login name NOT NULL REFERENCES operator, landlord_id smallint NOT NULL REFERENCES landlord,
  PRIMARY KEY (login, landlord_id)
);

CREATE TABLE limit_rule (                                              -- a login's own rule goes before its group's
  who            text NOT NULL,
  kind           text NOT NULL,
  per_item_pence bigint NOT NULL CHECK (per_item_pence >= 0),
  per_day_pence  bigint CHECK (per_day_pence >= per_item_pence),
  PRIMARY KEY (who, kind)
);

CREATE TABLE policy (                                                  -- words and figures the office chooses
  name text PRIMARY KEY, value jsonb NOT NULL
);

CREATE TABLE chain (                                                   -- one head and one gapless number series per operator
  login   name PRIMARY KEY REFERENCES operator,
  series  text NOT NULL UNIQUE CHECK (series ~ '^[A-Z][0-9]+$'),
  number  int NOT NULL DEFAULT 0,
  head    bytea NOT NULL DEFAULT '\x00'
);

CREATE TABLE act_key (                                                 -- the first insert of every writing act
  login   name NOT NULL,
  act     text NOT NULL,
  key     text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  digest  bytea NOT NULL,
  answer  jsonb,                                                       -- ids and amounts; never names
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (login, act, key)
);

CREATE TABLE audit (                                                   -- ids, codes, amounts, dates and the operator's reason
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  login    name NOT NULL DEFAULT session_user,
  act      text NOT NULL,
  subject  text NOT NULL,
  detail   jsonb,
  why      text CHECK (length(why) <= 500),
  client   inet DEFAULT inet_client_addr()
);
CREATE INDEX audit_subject ON audit (subject, id);

CREATE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('%s is append-only: corrections are new entries', TG_TABLE_NAME),
    DETAIL = jsonb_build_object('code', 'append_only', 'subject', TG_TABLE_NAME)::text;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION frozen();

CREATE FUNCTION frozen_kind() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR (OLD.id, OLD.kind, OLD.made_at) IS DISTINCT FROM (NEW.id, NEW.kind, NEW.made_at) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = 'a book keeps its id and kind for ever: make a new book instead',
      DETAIL = '{"code": "append_only", "subject": "book"}';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen_kind BEFORE UPDATE OR DELETE ON book FOR EACH ROW EXECUTE FUNCTION frozen_kind();
