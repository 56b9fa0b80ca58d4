-- What a decision rested on is kept with it, each step tied by its digest to the one before: what the decider saw is shown afterwards as it was.

ALTER TABLE request_step ADD COLUMN digest bytea CHECK (length(digest) = 32);  -- null: decided before this was kept

-- Ids, verdict, maker, decider, time and evidence: never the words, which erasing may blank.
CREATE FUNCTION step_digest(s request_step, before bytea) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = rb, pg_temp AS $$
  SELECT sha256(coalesce(before, '') || convert_to(jsonb_build_array(s.request_id, s.step, s.kind, s.decider, s.maker, s.makers, extract(epoch FROM s.at)::text, s.facts)::text, 'UTF8')) $$;
REVOKE ALL ON FUNCTION step_digest(request_step, bytea) FROM PUBLIC;

CREATE FUNCTION step_tied() RETURNS trigger LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  NEW.digest := step_digest(NEW, (SELECT x.digest FROM request_step x WHERE (x.request_id, x.step) = (NEW.request_id, NEW.step - 1)));
  RETURN NEW;
END $$;
CREATE TRIGGER step_tied BEFORE INSERT ON request_step FOR EACH ROW EXECUTE FUNCTION step_tied();
