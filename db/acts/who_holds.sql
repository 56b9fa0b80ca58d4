-- Sessions that hold up others: by whom, since when, idle or not, holding the gate, and how many wait for them. Never what they ask.
-- Where the founder could not give the owner sight of sessions, seconds and idleness are null.
CREATE OR REPLACE FUNCTION rb.who_holds() RETURNS TABLE (login name, pid int, idle boolean, seconds int, gate boolean, waiting int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  IF EXISTS (SELECT FROM operator WHERE operator.login = session_user) THEN PERFORM need_group('operator'); END IF;
  RETURN QUERY
    WITH here AS (
      SELECT s.usename, s.pid, s.state, s.xact_start, s.state_change FROM pg_stat_activity s WHERE s.datname = current_database() AND s.pid <> pg_backend_pid()),
    held AS (
      SELECT DISTINCT k.pid FROM pg_locks k WHERE k.relation = 'rb.period_gate'::regclass AND k.granted AND k.database = (SELECT oid FROM pg_database WHERE datname = current_database())),
    blocked AS (
      SELECT b.by_whom, count(*) AS waiting FROM here h, unnest(pg_blocking_pids(h.pid)) b (by_whom) GROUP BY b.by_whom)
    SELECT h.usename, h.pid, h.state LIKE 'idle in transaction%', extract(epoch FROM clock_timestamp() - CASE WHEN h.state LIKE 'idle%' THEN h.state_change ELSE h.xact_start END)::int,
      g.pid IS NOT NULL, coalesce(b.waiting, 0)::int
    FROM here h LEFT JOIN held g ON g.pid = h.pid LEFT JOIN blocked b ON b.by_whom = h.pid
    WHERE g.pid IS NOT NULL OR b.waiting > 0 OR h.state LIKE 'idle in transaction%' AND h.state_change < clock_timestamp() - interval '1 minute'
    ORDER BY g.pid IS NULL, 4 DESC NULLS LAST;
END $$;
GRANT EXECUTE ON FUNCTION rb.who_holds() TO @operator@;
