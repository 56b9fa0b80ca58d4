-- Why a request no longer stands on what it was asked on; null while it does.
CREATE OR REPLACE FUNCTION rb.stale_words(r rb.request, facts jsonb) RETURNS text
LANGUAGE sql AS $$
  SELECT CASE
    WHEN r.kind IN ('refund', 'transfer', 'payment') AND r.item_id IS NULL AND r.override = '' AND (facts ->> 'credit_pence')::bigint < r.reserved_pence THEN format('the credit is %s now, %s was promised', in_pounds((facts ->> 'credit_pence')::bigint), in_pounds(r.reserved_pence))
    WHEN EXISTS (SELECT FROM jsonb_array_elements(coalesce(facts -> 'offsets', '[]')) o WHERE (o ->> 'owed_pence')::bigint < (o ->> 'pence')::bigint) THEN 'a debt that an offset was to pay is smaller now'
    WHEN r.kind = 'write-off' AND (facts ->> 'debt_pence')::bigint < r.pence THEN format('only %s is owed now', in_pounds((facts ->> 'debt_pence')::bigint))
    WHEN r.kind = 'write-on' AND (facts ->> 'memo_pence')::bigint < r.pence THEN format('only %s is written off now', in_pounds((facts ->> 'memo_pence')::bigint))
    WHEN r.item_id IS NOT NULL AND coalesce((facts ->> 'item_left_pence')::bigint, 0) < r.pence THEN format('only %s is left of the suspense item', in_pounds(coalesce((facts ->> 'item_left_pence')::bigint, 0)))
    WHEN r.terms ->> 'sets' = 'operator' AND EXISTS (SELECT FROM operator o WHERE o.login = r.terms ->> 'login' AND (o.grp = r.terms ->> 'group' OR o.suspended = (r.terms ->> 'suspended')::boolean)) THEN format('%s is %s already', r.terms ->> 'login', coalesce('in the group ' || (r.terms ->> 'group'), CASE WHEN (r.terms ->> 'suspended')::boolean THEN 'suspended' ELSE 'let in' END))
    WHEN r.of_entry IS NOT NULL AND (facts ->> 'reversed')::boolean THEN 'it is reversed already'
    WHEN r.kind IN ('refund', 'transfer', 'payment', 'write-off', 'write-on') AND r.item_id IS NULL AND (facts ->> 'marks')::bigint <> r.marks THEN 'benefit, a return or a reversal has come since it was asked' END $$;
