-- Corrections: a receipt that reached the wrong account, reversed there and posted to whose it is, the two tied to what they put right.

ALTER TABLE entry DROP CONSTRAINT entry_kind_check,
  ADD CONSTRAINT entry_kind_check CHECK (kind IN ('batch', 'reversal', 'opening', 'charge', 'clearing', 'request', 'match', 'history', 'payment', 'correction'));

CREATE TABLE correction (                                              -- once each, as its reversal is
  original_entry bigint NOT NULL, original_line int NOT NULL, original_part smallint NOT NULL,
  entry_id bigint NOT NULL, line int NOT NULL, part smallint NOT NULL,
  PRIMARY KEY (original_entry, original_line, original_part),
  UNIQUE (entry_id, line, part),
  FOREIGN KEY (original_entry, original_line, original_part) REFERENCES reversal,
  FOREIGN KEY (entry_id, line, part) REFERENCES posting
);
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON correction FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON correction FOR SELECT USING (EXISTS (SELECT FROM posting p WHERE (p.entry_id, p.line, p.part) = (correction.entry_id, correction.line, correction.part)));
GRANT SELECT ON correction TO @operator@;
