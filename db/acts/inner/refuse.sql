-- One way to say no: a stable code for programs, one line for people, nothing changed.
CREATE OR REPLACE FUNCTION rb.refuse(code text, says text, subject jsonb DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'RB001', MESSAGE = says, DETAIL = jsonb_build_object('code', code, 'subject', subject)::text;
END $$;
