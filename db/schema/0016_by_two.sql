-- What two people say of cards and of colleagues: the provider paid a refund to the card; an operator is let in, or into another group, by a request.

CREATE TABLE card_refund (                                             -- the provider paid it: once, by its reference
  request_id bigint PRIMARY KEY REFERENCES request,
  entry_id   bigint NOT NULL UNIQUE REFERENCES entry,
  reference  line_text NOT NULL CHECK (length(btrim(reference)) >= 3),
  maker      name NOT NULL DEFAULT session_user REFERENCES operator,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX card_refund_reference ON card_refund (reference);
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON card_refund FOR EACH STATEMENT EXECUTE FUNCTION frozen();
ALTER TABLE card_refund ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON card_refund FOR SELECT USING (EXISTS (SELECT FROM request r WHERE r.id = request_id));
GRANT SELECT ON card_refund TO @operator@;

-- What the provider paid is not reversed behind its back: neither the payment nor the refund it paid.
CREATE FUNCTION card_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET enable_seqscan = off AS $$
DECLARE bad bigint;
BEGIN
  SELECT c.request_id INTO bad FROM undone u JOIN card_refund c ON c.entry_id = u.original_entry LIMIT 1;
  IF NOT FOUND THEN SELECT c.request_id INTO bad FROM undone u JOIN request r ON r.entry_id = u.original_entry JOIN card_refund c ON c.request_id = r.id LIMIT 1; END IF;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('request %s went back to the card, the provider paid it: what comes in again is a receipt', bad), DETAIL = jsonb_build_object('code', 'card_paid', 'subject', bad)::text; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER card_kept AFTER INSERT ON reversal REFERENCING NEW TABLE AS undone FOR EACH STATEMENT EXECUTE FUNCTION card_kept();

ALTER TABLE operator ADD COLUMN by_request bigint UNIQUE REFERENCES request;  -- null: of the setup, before the first posting

-- Once the book has postings nobody lets in a colleague, or moves one to another group, alone: the keeper does what a request says and two people said. A book in a folder of one's own has nobody else; a demo's people are made up.
CREATE FUNCTION operator_by_two() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.login, NEW.grp, NEW.by_request) IS NOT DISTINCT FROM (OLD.login, OLD.grp, OLD.by_request) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM book WHERE kind = 'demo' OR mode = 'embedded') OR NOT EXISTS (SELECT FROM entry) THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM request r WHERE r.id = NEW.by_request AND r.kind = 'operator' AND r.state = 'done' AND r.terms ->> 'login' = NEW.login AND r.terms ->> 'group' = NEW.grp)
    OR TG_OP = 'UPDATE' AND NEW.by_request <= coalesce(OLD.by_request, 0) THEN
    RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = format('the book has postings: two people say who works in it. Ask with rentbook request operator %s %s --why T, let a manager decide it, then do this again', NEW.login, NEW.grp),
      DETAIL = jsonb_build_object('code', 'operator_needs_request', 'subject', NEW.login)::text; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operator_by_two BEFORE INSERT OR UPDATE ON operator FOR EACH ROW EXECUTE FUNCTION operator_by_two();
