-- The row of a profile's version as it was read, kept with whatever was loaded through it.
CREATE OR REPLACE FUNCTION rb.profile_used(p jsonb) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE n int; d bytea := sha256(convert_to(p ->> 'words', 'UTF8'));
BEGIN
  IF encode(d, 'hex') <> p ->> 'digest' THEN PERFORM refuse('stage_differs', 'the profile arrived other than it was sent: send the file again'); END IF;
  SELECT id INTO n FROM profile WHERE own AND name = p ->> 'name' AND version = (p ->> 'version')::int;
  IF FOUND AND NOT EXISTS (SELECT FROM profile WHERE id = n AND digest = d) THEN
    PERFORM refuse('profile_differs', format('profile %s version %s was added here with other words: add a new version', p ->> 'name', p ->> 'version'), p -> 'name'); END IF;
  INSERT INTO profile (name, version, digest, words, own) VALUES (p ->> 'name', (p ->> 'version')::int, d, p ->> 'words', false) ON CONFLICT DO NOTHING;
  SELECT id INTO STRICT n FROM profile WHERE name = p ->> 'name' AND version = (p ->> 'version')::int AND digest = d;
  RETURN n;
END $$;
