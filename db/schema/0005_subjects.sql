-- Whose data the book holds: asked for by its subject, blanked when the time to keep it has run out.

ALTER TABLE customer ADD COLUMN erased_at timestamptz;
ALTER TABLE tenancy ADD COLUMN erased_at timestamptz;                  -- the feed no longer changes it

CREATE TABLE subject_access (                                          -- an export of everything about one person: only ever a committed one opens it
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  login       name NOT NULL DEFAULT session_user,
  why         line_text NOT NULL CHECK (length(why) >= 5),
  at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at  timestamptz NOT NULL DEFAULT clock_timestamp() + interval '1 hour',
  xact        xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX subject_access_customer ON subject_access (customer_id);
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON subject_access FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE subject_access ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON subject_access FOR SELECT USING (login = session_user OR (SELECT has_every_landlord()) AND ((SELECT in_group('manager')) OR (SELECT in_group('auditor'))));
GRANT SELECT ON subject_access TO @operator@;

-- A book that was set up before gets what a new one is set up with.
INSERT INTO policy SELECT 'retention_years', '6' WHERE EXISTS (SELECT FROM policy) ON CONFLICT DO NOTHING;
CREATE INDEX audit_at ON audit (at);
