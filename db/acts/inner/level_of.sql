-- Who decides a request: the lowest group whose limit covers it, the next one where a rule is overridden, two persons above the office's figure.
CREATE OR REPLACE FUNCTION rb.level_of(r rb.request) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE most bigint;
BEGIN
  r.approvals := 1;
  IF r.kind IN ('policy', 'operator') THEN r.level := 'manager';
  ELSIF r.pence IS NULL THEN r.level := 'supervisor';
  ELSE
    SELECT l.who INTO r.level FROM limit_rule l WHERE l.kind = r.kind AND l.who IN ('supervisor', 'manager') AND l.per_item_pence >= r.pence ORDER BY l.who DESC LIMIT 1;
    IF r.level IS NULL THEN
      SELECT max(l.per_item_pence) INTO most FROM limit_rule l JOIN operator o ON l.who IN (o.login, o.grp) WHERE l.kind = r.kind AND o.grp IN ('supervisor', 'manager') AND NOT o.suspended;
      IF most IS NULL OR most < r.pence THEN PERFORM refuse('over_every_limit', format('nobody''s limit for a %s covers %s, the highest is %s: ask for less, or for a higher limit (request policy)', r.kind, in_pounds(r.pence), in_pounds(coalesce(most, 0))), to_jsonb(r.pence)); END IF;
      r.level := 'supervisor';
    END IF;
    IF r.pence > policy_number('second_approver_pence', 1000000) THEN r.approvals := 2; END IF;
  END IF;
  IF r.override <> '' THEN
    IF r.level = 'manager' THEN r.approvals := 2; ELSE r.level := 'manager'; END IF; END IF;
  RETURN r;
END $$;
