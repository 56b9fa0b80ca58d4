-- What a proof was made of: postings in the whole book, and entries that no seal covers yet.
CREATE OR REPLACE FUNCTION rb.proof_figures() RETURNS TABLE (postings bigint, unsealed bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('operator'); END IF;
  RETURN QUERY
    WITH sealed AS (SELECT heads FROM seal ORDER BY id DESC LIMIT 1)
    SELECT (SELECT count(*) FROM posting), (SELECT coalesce(sum(c.number - coalesce((s.heads -> c.login::text ->> 0)::int, 0)), 0)::bigint FROM chain c LEFT JOIN sealed s ON true);
END $$;
GRANT EXECUTE ON FUNCTION rb.proof_figures() TO @operator@;
