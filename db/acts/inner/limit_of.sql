-- The most an operator may approve of a kind, in one item and in a day (null: no limit): the own rule before the group's, or what a colleague lends over a holiday. Item null: none at all.
CREATE OR REPLACE FUNCTION rb.limit_of(the_login name, the_kind text, OUT item bigint, OUT day bigint)
LANGUAGE sql STABLE AS $$
  SELECT l.per_item_pence, l.per_day_pence FROM (
    SELECT DISTINCT ON (o.login) r.per_item_pence, r.per_day_pence FROM operator o JOIN limit_rule r ON r.kind = the_kind AND r.who IN (o.login, o.grp)
    WHERE NOT o.suspended AND (o.login = the_login OR o.login IN (SELECT d.giver FROM limit_delegation d WHERE d.taker = the_login AND today() BETWEEN d.first AND d.last)) ORDER BY o.login, r.who = o.login DESC) l
  ORDER BY l.per_item_pence DESC, l.per_day_pence DESC NULLS FIRST LIMIT 1 $$;
