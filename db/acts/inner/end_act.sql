-- Last line of every writing act: its answer stands beside its key, for whoever asks again; the audit names subject and reason.
CREATE OR REPLACE FUNCTION rb.end_act(the_act text, the_key text, answer jsonb, about text, why text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE act_key SET answer = end_act.answer WHERE (login, act, key) = (session_user, the_act, the_key);
  IF about IS NOT NULL THEN INSERT INTO audit (act, subject, detail, why) VALUES (the_act, about, answer, why); END IF;
  RETURN answer;
END $$;
