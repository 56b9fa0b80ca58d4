-- Who may see what: groups get columns and rows, nobody gets INSERT, UPDATE or DELETE; what changes money is an act.

CREATE FUNCTION in_group(grp text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM operator o WHERE o.login = session_user AND NOT o.suspended AND CASE in_group.grp
      WHEN 'operator' THEN true
      WHEN 'assistant' THEN o.grp IN ('assistant', 'supervisor', 'manager')
      WHEN 'supervisor' THEN o.grp IN ('supervisor', 'manager')
      ELSE o.grp = in_group.grp END)
    AND pg_has_role(session_user, 'rb_' || (SELECT id FROM book) || '_' || in_group.grp, 'member') $$;

CREATE FUNCTION my_landlords() RETURNS smallint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT FROM operator WHERE login = session_user AND NOT suspended) THEN '{}'
    WHEN EXISTS (SELECT FROM operator_landlord WHERE login = session_user)
      THEN (SELECT array_agg(landlord_id) FROM operator_landlord WHERE login = session_user)
    ELSE (SELECT coalesce(array_agg(id), '{}') FROM landlord) END $$;

CREATE FUNCTION has_every_landlord() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM operator WHERE login = session_user AND NOT suspended)
     AND NOT EXISTS (SELECT FROM operator_landlord WHERE login = session_user) $$;

-- Rows of restricted people open only by a look that was committed by an earlier transaction (a rolled-back one leaves no trace).
CREATE VIEW revealed WITH (security_barrier) AS
  SELECT tenancy_id FROM reveal_grant
  WHERE login = session_user AND expires_at > clock_timestamp() AND xact IS DISTINCT FROM pg_current_xact_id_if_assigned();

-- Whether a split sends a part to somebody restricted: its words are then hidden like theirs.
CREATE FUNCTION part_hidden(the_batch bigint, the_line int) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = rb, pg_temp AS $$
  SELECT EXISTS (SELECT FROM line_part p JOIN account a ON a.id = p.account_id JOIN tenancy t ON t.id = a.tenancy_id
    WHERE (p.batch_id, p.line) = (the_batch, the_line) AND t.restricted AND NOT EXISTS (SELECT FROM revealed r WHERE r.tenancy_id = t.id)) $$;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['property', 'tenancy', 'customer', 'tenant', 'former_name', 'contact', 'account', 'balance', 'account_ref', 'interest', 'note',
      'authority', 'caller_check', 'reveal_grant', 'period', 'feed_load', 'entry', 'posting', 'reversal', 'cashbook', 'bank_account',
      'batch', 'batch_line', 'line_part', 'key_pass', 'batch_holder', 'audit', 'finder_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

CREATE POLICY mine ON property   FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[])
  AND (NOT restricted OR EXISTS (SELECT FROM tenancy t JOIN revealed r ON r.tenancy_id = t.id WHERE t.property_id = property.id)));
CREATE POLICY mine ON account    FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON account_ref FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON period     FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON posting    FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON cashbook   FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));
CREATE POLICY mine ON bank_account FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id));
CREATE POLICY mine ON balance    FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY mine ON finder_change FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY mine ON tenancy    FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[])
  AND (NOT restricted OR EXISTS (SELECT FROM revealed r WHERE r.tenancy_id = tenancy.id)));
CREATE POLICY mine ON customer   FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[])
  AND (NOT restricted OR EXISTS (SELECT FROM tenant t JOIN revealed r USING (tenancy_id) WHERE t.customer_id = customer.id)));
CREATE POLICY mine ON tenant     FOR SELECT USING (EXISTS (SELECT FROM tenancy t WHERE t.id = tenancy_id));
CREATE POLICY mine ON former_name FOR SELECT USING (EXISTS (SELECT FROM customer c WHERE c.id = customer_id));
CREATE POLICY mine ON contact    FOR SELECT USING (EXISTS (SELECT FROM customer c WHERE c.id = customer_id));
-- a control account has no tenancy; a customer account's tenancy is seen or hidden by its own policy
CREATE POLICY mine ON note       FOR SELECT USING (EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id));
CREATE POLICY mine ON authority  FOR SELECT USING (EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id));
CREATE POLICY mine ON caller_check FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.id = account_id)
  AND (login = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))));
CREATE POLICY mine ON reveal_grant FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.tenancy_id = reveal_grant.tenancy_id)
  AND (login = session_user OR (SELECT in_group('manager')) OR (SELECT in_group('auditor'))));
CREATE POLICY mine ON interest   FOR SELECT USING (EXISTS (SELECT FROM account a WHERE a.id = account_id)
  AND (login = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))));
-- an audit row names no landlord: of colleagues' rows only those with every landlord read
CREATE POLICY mine ON audit      FOR SELECT USING ((SELECT in_group('operator'))
  AND (login = session_user OR (SELECT has_every_landlord()) AND ((SELECT in_group('supervisor')) OR (SELECT in_group('auditor')))));
CREATE POLICY mine ON feed_load  FOR SELECT USING ((SELECT has_every_landlord()) AND ((SELECT in_group('supervisor')) OR (SELECT in_group('auditor')) OR (SELECT in_group('night'))));
CREATE POLICY mine ON entry      FOR SELECT USING ((SELECT has_every_landlord()) OR EXISTS (SELECT FROM posting p WHERE p.entry_id = entry.id));
CREATE POLICY mine ON reversal   FOR SELECT USING (EXISTS (SELECT FROM posting p WHERE (p.entry_id, p.line, p.part) = (original_entry, original_line, original_part)));
-- a batch is a state and a total to everybody of its landlord; its content to maker, holder and supervisors, and to all once posted
CREATE POLICY mine ON batch      FOR SELECT USING (EXISTS (SELECT FROM cashbook c WHERE c.id = cashbook_id));
CREATE POLICY mine ON batch_holder FOR SELECT USING (EXISTS (SELECT FROM batch b WHERE b.id = batch_id));
CREATE POLICY mine ON batch_line FOR SELECT USING (
  EXISTS (SELECT FROM batch b WHERE b.id = batch_id AND (b.state = 'posted' OR
    (NOT b.blind AND (b.maker = session_user OR b.holder = session_user OR (SELECT in_group('supervisor')) OR (SELECT in_group('auditor'))))
    OR (b.blind AND b.maker = session_user)))
  AND (account_id IS NULL OR session_user = ANY (makers)
    OR EXISTS (SELECT FROM account a LEFT JOIN tenancy t ON t.id = a.tenancy_id WHERE a.id = account_id AND (t.id IS NOT NULL OR a.tenancy_id IS NULL))
      AND (NOT split OR NOT part_hidden(batch_id, line))));
CREATE POLICY mine ON line_part  FOR SELECT USING (EXISTS (SELECT FROM batch_line l WHERE (l.batch_id, l.line) = (line_part.batch_id, line_part.line)));
CREATE POLICY mine ON key_pass   FOR SELECT USING (EXISTS (SELECT FROM batch b WHERE b.id = batch_id)
  AND (maker = session_user AND NOT compared OR compared AND (SELECT in_group('supervisor'))));

GRANT USAGE ON SCHEMA rb TO @operator@;
GRANT EXECUTE ON FUNCTION in_group(text), my_landlords(), has_every_landlord(), part_hidden(bigint, int), digit_sum(text) TO @operator@;
GRANT SELECT ON book, landlord, operator, operator_landlord, limit_rule, policy, chain, property, tenancy, customer, tenant, former_name, contact, account, balance,
  account_ref, interest, note, authority, caller_check, reveal_grant, revealed, finder_state, finder_change, txn_code, cashbook, bank_account, stream, period,
  entry, posting, reversal, seal, batch, batch_holder, batch_line, line_part, key_pass, audit, feed_load TO @operator@;
GRANT INSERT (load, line, account_id, pence, effective_date, quoted, payer, narrative, reason, look, auth, last4, drawer, cheque_number, provider_ref, match, score)
  ON stage_line TO @assistant@;
GRANT INSERT (load, line, fed) ON stage_feed TO @manager@, @night@;
