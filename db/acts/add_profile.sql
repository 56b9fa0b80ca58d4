-- The house's own layout of a payer's files, a new version each time; what was loaded keeps the version it was read with.
-- doc: name, version, words (TOML, checked by the program), digest (hex)
CREATE OR REPLACE FUNCTION rb.add_profile(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; d bytea := sha256(convert_to(doc ->> 'words', 'UTF8')); last int;
BEGIN
  done := begin_act('add_profile', the_key, doc, 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF encode(d, 'hex') <> doc ->> 'digest' THEN PERFORM refuse('stage_differs', 'the profile arrived other than it was sent: send it again'); END IF;
  SELECT max(version) INTO last FROM profile WHERE own AND name = doc ->> 'name';
  IF (doc ->> 'version')::int <= last THEN PERFORM refuse('profile_version', format('profile %s stands at version %s: give this one a higher version', doc ->> 'name', last), doc -> 'name'); END IF;
  INSERT INTO profile (name, version, digest, words, own) VALUES (doc ->> 'name', (doc ->> 'version')::int, d, doc ->> 'words', true)
    ON CONFLICT (name, version, digest) DO UPDATE SET own = true;
  RETURN end_act('add_profile', the_key, jsonb_build_object('profile', doc -> 'name', 'version', doc -> 'version'), 'profile ' || (doc ->> 'name'));
END $$;
GRANT EXECUTE ON FUNCTION rb.add_profile(text, jsonb) TO @supervisor@;
