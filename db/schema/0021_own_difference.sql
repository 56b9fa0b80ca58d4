-- What a statement's own balances and lines lack is explained as a bank line is: a reason, words, who sees to it. Withdrawn with the statement.
ALTER TABLE bank_explained ADD COLUMN statement_id bigint REFERENCES bank_statement;
ALTER TABLE bank_explained DROP CONSTRAINT bank_explained_check;
ALTER TABLE bank_explained ADD CONSTRAINT bank_explained_check CHECK (num_nonnulls(line_id, entry_id, statement_id) = 1);
CREATE UNIQUE INDEX bank_explained_statement ON bank_explained (statement_id) WHERE live AND statement_id IS NOT NULL;

CREATE OR REPLACE FUNCTION withdrawn_only() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
DECLARE was jsonb := to_jsonb(OLD); whole bigint := CASE TG_TABLE_NAME WHEN 'bank_statement' THEN was ->> 'id' ELSE was ->> 'statement_id' END::bigint; number bigint := coalesce(was ->> 'line_id', was ->> 'id')::bigint;
BEGIN
  IF TG_TABLE_NAME = 'bank_match_line' AND (was ->> 'live')::boolean
     OR NOT EXISTS (SELECT FROM withdrawn_statement w WHERE CASE WHEN whole IS NOT NULL THEN w.statement_id = whole ELSE number = ANY (w.gone) END) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('%s is append-only: withdraw the statement', TG_TABLE_NAME),
      DETAIL = jsonb_build_object('code', 'append_only', 'subject', TG_TABLE_NAME)::text;
  END IF;
  RETURN OLD;
END $$;
