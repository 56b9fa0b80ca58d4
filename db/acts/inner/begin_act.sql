-- First lines of every writing act: who, fresh snapshot, the key row (a repeat waits here for the first), then the gate.
-- Answers what the same key answered before, or null when the act is to be done now.
CREATE OR REPLACE FUNCTION rb.begin_act(the_act text, the_key text, content jsonb, the_group text DEFAULT 'assistant') RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE mine bytea := sha256(convert_to(content::text, 'UTF8')); k act_key;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
    PERFORM refuse('not_alone', 'an act is the first write of its own read committed transaction: send it alone'); END IF;
  IF the_key IS NULL OR length(the_key) NOT BETWEEN 1 AND 200 THEN
    PERFORM need_group(the_group); PERFORM refuse('key_missing', 'an act needs a key of 1 to 200 characters'); END IF;
  INSERT INTO act_key (login, act, key, digest) SELECT session_user, the_act, the_key, mine
    FROM operator x, book y WHERE x.login = session_user AND NOT x.suspended AND pg_has_role(session_user, 'rb_' || y.id || '_' || the_group, 'member') ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM need_group(the_group);
    SELECT * INTO STRICT k FROM act_key WHERE (login, act, key) = (session_user, the_act, the_key);
    IF k.digest <> mine THEN
      PERFORM refuse('key_reused', format('key %s was used for other content: take a new key', the_key)); END IF;
    RETURN k.answer;
  END IF;
  LOCK TABLE period_gate IN ROW SHARE MODE;
  RETURN NULL;
END $$;
