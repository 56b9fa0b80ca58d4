-- Everything that speaks against a weighed feed as it stands, each with line, column, rule and way out; null when nothing does.
CREATE OR REPLACE FUNCTION rb.feed_faults(doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = rb, pg_temp SET enable_nestloop = off AS $$
DECLARE total bigint; first_day date := (SELECT go_live FROM book); found jsonb;
BEGIN
  SELECT coalesce(sum(opening), 0) INTO total FROM feed_mark;
  SELECT jsonb_agg(jsonb_build_object('line', line, 'field', field, 'rule', rule, 'says', says) ORDER BY line, field) INTO found FROM (
    SELECT line, 'tenancy_ref', 'tenancy_known', 'this tenancy is known already: import it with --update' FROM feed_mark WHERE NOT is_new AND NOT coalesce((doc ->> 'update')::boolean, false)
    UNION ALL
    SELECT r.line, 'payment_ref', 'payment_ref_taken', format('%s is another account''s in the book: each account has its own', f.ref)
      FROM feed_row r JOIN feed_mark m USING (line) JOIN account_ref f ON f.landlord_id = r.landlord_id AND f.ref = r.fed ->> 'payment_ref' AND f.kind = 'payment'
      WHERE f.account_id IS DISTINCT FROM m.account_id
    UNION ALL
    SELECT min(r.line), 'opening_balance', 'go_live_closed', CASE WHEN first_day IS NULL THEN 'the book has no go-live day yet: name it in the setup file'
        ELSE format('go-live, %s, is in no open period any more: leave the opening balance out, and post or transfer what is owed', first_day) END
      FROM feed_mark r WHERE is_new AND opening <> 0
        AND NOT EXISTS (SELECT FROM period p WHERE p.landlord_id = r.landlord_id AND first_day BETWEEN p.first AND p.last AND p.closed_at IS NULL) GROUP BY r.landlord_id
    UNION ALL
    SELECT 0, 'opening_balance', 'control_total', format('the opening balances come to %s, the control total says %s: find the difference first', to_char(total / 100.0, 'FM999,999,990.00'),
        to_char((doc ->> 'control_pence')::bigint / 100.0, 'FM999,999,990.00')) WHERE (doc ->> 'control_pence')::bigint <> total
  ) x (line, field, rule, says);
  RETURN found;
END $$;
