-- A statement loaded by mistake is withdrawn: its rows leave the book by one act alone, what was withdrawn, by whom and why stays. Words, which name people, go with the lines.

CREATE TABLE withdrawn_statement (
  statement_id bigint PRIMARY KEY,
  cashbook_id  smallint NOT NULL REFERENCES cashbook,
  digest       bytea NOT NULL,                                         -- of its file, which may be loaded again
  told         jsonb NOT NULL,                                         -- the statement as it stood; its lines' days and amounts
  gone         bigint[] NOT NULL,                                      -- the lines that left with it: no other statement shows them
  why          line_text NOT NULL CHECK (why <> ''),
  login        name NOT NULL DEFAULT session_user, at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX withdrawn_statement_digest ON withdrawn_statement (digest);

-- The last line: not even the owner deletes a bank line or a statement that was not written down as withdrawn, nor a match that stands.
CREATE FUNCTION withdrawn_only() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE was jsonb := to_jsonb(OLD); number bigint := coalesce(was ->> 'statement_id', was ->> 'line_id', was ->> 'id')::bigint;
BEGIN
  IF TG_TABLE_NAME = 'bank_match_line' AND (was ->> 'live')::boolean
     OR NOT EXISTS (SELECT FROM withdrawn_statement w WHERE CASE WHEN TG_TABLE_NAME IN ('bank_statement', 'bank_statement_line') THEN w.statement_id = number ELSE number = ANY (w.gone) END) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('%s is append-only: withdraw the statement', TG_TABLE_NAME),
      DETAIL = jsonb_build_object('code', 'append_only', 'subject', TG_TABLE_NAME)::text;
  END IF;
  RETURN OLD;
END $$;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['bank_line', 'bank_statement', 'bank_statement_line', 'bank_words', 'bank_match_line', 'bank_explained'] LOOP
    EXECUTE format('DROP TRIGGER frozen ON %I', t);
    EXECUTE format('CREATE TRIGGER frozen BEFORE %s TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen()', CASE WHEN t IN ('bank_words', 'bank_match_line', 'bank_explained') THEN '' ELSE 'UPDATE OR' END, t);
    EXECUTE format('CREATE TRIGGER withdrawn_only BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION withdrawn_only()', t);
  END LOOP;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawn_statement FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE withdrawn_statement ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON withdrawn_statement TO @operator@;
CREATE POLICY mine ON withdrawn_statement FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id));
