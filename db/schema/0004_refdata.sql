-- Published tables that offices load themselves (sort codes), kept whole as they came; the latest loaded of a kind stands.

CREATE TABLE reference_table (
  id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind    text NOT NULL CHECK (kind IN ('valacdos', 'scsubtab')),
  version text NOT NULL CHECK (version ~ '^[0-9.]{0,10}$'),              -- as its publisher counts; empty where nobody said
  dated   day NOT NULL,                                                -- in force from, as far as is known: its age is counted from here
  digest  bytea NOT NULL,                                              -- sha256 of words
  words   text NOT NULL CHECK (length(words) <= 1000000),
  lines   int NOT NULL CHECK (lines > 0),
  login   name NOT NULL DEFAULT session_user,
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX reference_table_latest ON reference_table (kind, id);
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON reference_table FOR EACH STATEMENT EXECUTE FUNCTION frozen();
GRANT SELECT ON reference_table TO @operator@;
