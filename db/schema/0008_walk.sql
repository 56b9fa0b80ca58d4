-- Schedule walks: what a batch was filled with before its first line, and what of it was passed over.

CREATE TABLE walk_item (
  batch_id   bigint NOT NULL REFERENCES batch,
  item       int NOT NULL CHECK (item BETWEEN 1 AND 1000000),
  account_id bigint NOT NULL REFERENCES account,
  pence      bigint NOT NULL CHECK (pence BETWEEN 1 AND 100000000),
  day        day NOT NULL,                                             -- on which it was due
  missed     smallint NOT NULL DEFAULT 0 CHECK (missed BETWEEN 0 AND 99),  -- times just before
  may_rest   boolean NOT NULL DEFAULT false,                           -- its turn to be left out of a lump it may be
  says       line_text NOT NULL DEFAULT '',
  skipped    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (batch_id, item)
);
CREATE INDEX walk_item_account ON walk_item (account_id, batch_id);
CREATE TRIGGER frozen BEFORE DELETE OR TRUNCATE ON walk_item FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE walk_item ENABLE ROW LEVEL SECURITY;
-- what is expected of a batch is content of it, like its lines
CREATE POLICY mine ON walk_item FOR SELECT USING (EXISTS (SELECT FROM batch b WHERE b.id = batch_id
  AND (b.state = 'posted' OR b.maker = session_user OR NOT b.blind AND (b.holder = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))));
GRANT SELECT ON walk_item TO @operator@;
