-- Money in suspense goes to whose it is, whole or in part: it keeps the day it came, takes today's book date, and stays linked to its item.
CREATE OR REPLACE FUNCTION rb.clear_suspense(the_key text, the_item bigint, the_account bigint, the_pence bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; i suspense_item; a account; most bigint; c record;
BEGIN
  done := begin_act('clear_suspense', the_key, jsonb_build_object('item', the_item, 'account', the_account, 'pence', the_pence, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  i := open_suspense(the_item);
  IF the_pence IS NULL OR the_pence <= 0 OR the_pence > i.pence - i.cleared_pence THEN
    PERFORM refuse('more_than_left', format('%s is left of this item: clear at most that', in_pounds(i.pence - i.cleared_pence)), to_jsonb(i.pence - i.cleared_pence)); END IF;
  IF the_pence > item_left(i.id) THEN
    PERFORM refuse('promised', format('%s of this item is asked for by a request: decide that first', in_pounds(i.pence - i.cleared_pence - item_left(i.id))), to_jsonb(i.id)); END IF;
  SELECT * INTO a FROM account WHERE id = the_account AND status <> 'control';
  IF NOT FOUND THEN PERFORM refuse('unknown_account', 'that is no customer account: find it again', to_jsonb(the_account)); END IF;
  IF a.landlord_id <> i.landlord_id THEN PERFORM refuse('wrong_landlord', 'the account is another landlord''s: leave the money in suspense', to_jsonb(the_account)); END IF;
  IF a.status = 'closed' THEN PERFORM refuse('account_closed', 'the account is closed: find the open one', to_jsonb(the_account)); END IF;
  IF EXISTS (SELECT FROM interest x WHERE x.login = session_user AND x.account_id IN (a.id, a.parent_id)) THEN
    PERFORM refuse('interest_declared', 'the account is declared yours or a relative''s: ask a colleague', to_jsonb(the_account)); END IF;
  SELECT per_item_pence INTO most FROM limit_rule r JOIN operator o ON r.who IN (o.login, o.grp) WHERE o.login = session_user AND r.kind = 'clearance' ORDER BY r.who = o.login DESC LIMIT 1;
  IF the_pence > most THEN PERFORM refuse('over_limit', format('your limit for clearing suspense is %s: request a clearance', in_pounds(most)), to_jsonb(most)); END IF;
  c := clear_item(i, a.id, the_pence, why);
  RETURN end_act('clear_suspense', the_key, jsonb_build_object('item', i.id, 'posting', c.number || '.1', 'account_id', a.id, 'cleared_pence', the_pence, 'left_pence', i.pence - i.cleared_pence - the_pence), 'suspense ' || i.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.clear_suspense(text, bigint, bigint, bigint, text) TO @assistant@;
