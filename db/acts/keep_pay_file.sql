-- What a run's file will be known by, kept before the file is written; count and total are proved against the book's own.
-- doc: items, pence, digest (hex)
CREATE OR REPLACE FUNCTION rb.keep_pay_file(the_key text, the_run bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p pay_run; d bytea := decode(doc ->> 'digest', 'hex');
BEGIN
  done := begin_act('keep_pay_file', the_key, jsonb_build_object('run', the_run, 'doc', doc), 'supervisor');
  IF done IS NOT NULL THEN RETURN done; END IF;
  p := pay_run_of_mine(the_run);
  IF p.state = 'abandoned' THEN PERFORM refuse('run_ended', format('run %s was abandoned by %s: make a new one', p.id, p.ended_by), to_jsonb(p.id)); END IF;
  IF (p.items, p.pence) IS DISTINCT FROM ((doc ->> 'items')::int, (doc ->> 'pence')::bigint) THEN
    PERFORM refuse('run_differs', format('the run is %s in %s items, the file %s in %s: make it anew', in_pounds(p.pence), p.items, in_pounds((doc ->> 'pence')::bigint), doc ->> 'items'), to_jsonb(p.id)); END IF;
  IF length(d) IS DISTINCT FROM 32 THEN PERFORM refuse('doc_wrong', 'a digest has 64 signs'); END IF;
  IF p.digest <> d THEN PERFORM refuse('digest_differs', format('the file of run %s was another: never hand this one in, ask whoever keeps the program', p.id), to_jsonb(encode(p.digest, 'hex'))); END IF;
  IF p.digest IS NULL THEN UPDATE pay_run SET digest = d WHERE id = p.id; END IF;
  RETURN end_act('keep_pay_file', the_key, jsonb_build_object('run', p.id, 'items', p.items, 'pence', p.pence, 'digest', doc -> 'digest'), 'pay run ' || p.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.keep_pay_file(text, bigint, jsonb) TO @supervisor@;
