-- Drafts: what somebody means to ask and has not yet. A draft reserves nothing, nobody else sees it, and it holds no bank details: those are typed when it is submitted.

CREATE TABLE request_draft (
  id         bigint GENERATED ALWAYS AS IDENTITY (START 51) PRIMARY KEY,
  kind       text NOT NULL,
  account_id bigint REFERENCES account, to_account bigint REFERENCES account,
  doc        jsonb NOT NULL CHECK (NOT doc ?| ARRAY['sort_code', 'account_number', 'roll', 'draft_id']),  -- as make_request takes it; empty once it has ended
  maker      name NOT NULL DEFAULT session_user REFERENCES operator,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(), changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state      text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'discarded')),
  request_id bigint UNIQUE REFERENCES request,
  CHECK ((state = 'submitted') = (request_id IS NOT NULL)),
  CHECK (state = 'draft' OR doc = '{}')
);
CREATE INDEX request_draft_open ON request_draft (maker, id) WHERE state = 'draft';
CREATE INDEX request_draft_account ON request_draft (account_id) WHERE state = 'draft';

CREATE FUNCTION draft_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF OLD.state <> 'draft' OR (OLD.id, OLD.maker, OLD.at) IS DISTINCT FROM (NEW.id, NEW.maker, NEW.at) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('draft %s is %s: begin another', OLD.id, OLD.state), DETAIL = jsonb_build_object('code', 'draft_ended', 'subject', OLD.id)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draft_kept BEFORE UPDATE ON request_draft FOR EACH ROW EXECUTE FUNCTION draft_kept();
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON request_draft FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE request_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON request_draft FOR SELECT USING (maker = session_user
  AND (account_id IS NULL OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))));
GRANT SELECT ON request_draft TO @operator@;
