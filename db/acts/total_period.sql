-- What moved in a closed period, kept by control account or kind of customer account, and code; taken after the close, outside the gate, once.
CREATE OR REPLACE FUNCTION rb.total_period(the_key text, the_period int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; p period; n int;
BEGIN
  done := begin_act('total_period', the_key, jsonb_build_object('period', the_period), 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT * INTO p FROM period WHERE id = the_period AND landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE;
  IF p.closed_at IS NULL THEN PERFORM refuse('period_open', 'a period is totalled once it is closed', to_jsonb(the_period)); END IF;
  IF EXISTS (SELECT FROM period_total WHERE period_id = p.id) THEN PERFORM refuse('totalled_already', format('period %s is totalled already', p.name), to_jsonb(the_period)); END IF;
  INSERT INTO period_total SELECT p.id, t.* FROM movements(p.landlord_id, p.first, p.last) t;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN end_act('total_period', the_key, jsonb_build_object('period', p.id, 'rows', n), 'period ' || p.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.total_period(text, int) TO @manager@;
