-- Misposts that were found stay in view: each proposal of the radar, until its receipt is taken back, it holds no more, or somebody says why it is none.

CREATE TABLE mispost (
  entry_id bigint NOT NULL, line int NOT NULL, part smallint NOT NULL,   -- the receipt that may be another's
  account_id bigint NOT NULL REFERENCES account,                         -- whose it may be
  found_by name NOT NULL DEFAULT session_user, found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stands boolean NOT NULL DEFAULT true,                                  -- false: the last look at the whole book found it no more
  dismissed_by name, dismissed_at timestamptz, why line_text NOT NULL DEFAULT '',
  PRIMARY KEY (entry_id, line, part, account_id),
  FOREIGN KEY (entry_id, line, part) REFERENCES posting,
  CHECK ((dismissed_at IS NULL) = (dismissed_by IS NULL)),
  CHECK (dismissed_at IS NULL OR length(btrim(why)) >= 3)
);
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON mispost FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE mispost ENABLE ROW LEVEL SECURITY;
-- of the accounts on both sides none may be hidden from whoever looks
CREATE POLICY mine ON mispost FOR SELECT USING (EXISTS (SELECT FROM posting p JOIN account a ON a.id = p.credit_account JOIN tenancy t ON t.id = a.tenancy_id WHERE (p.entry_id, p.line, p.part) = (mispost.entry_id, mispost.line, mispost.part))
  AND EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = mispost.account_id));
GRANT SELECT ON mispost TO @operator@;
