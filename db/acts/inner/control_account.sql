-- The control account of that kind: a cashbook's own, or the landlord's.
CREATE OR REPLACE FUNCTION rb.control_account(the_landlord smallint, the_kind text, the_cashbook smallint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE a bigint;
BEGIN
  SELECT id INTO a FROM account WHERE status = 'control' AND landlord_id = the_landlord AND kind = the_kind AND coalesce(cashbook_id, 0) IN (coalesce(the_cashbook, 0), 0)
    ORDER BY cashbook_id NULLS LAST LIMIT 1;
  IF a IS NULL THEN PERFORM refuse('no_control_account', format('landlord has no control account %s: run setup', the_kind), to_jsonb(the_kind)); END IF;
  RETURN a;
END $$;
