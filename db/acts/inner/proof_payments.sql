-- Every pay run comes to its items, a confirmed one posted each of them as it was asked, and no request is paid by two runs or by none.
CREATE OR REPLACE FUNCTION rb.proof_payments() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT 'payment', 'pay run ' || p.id, format('says %s in %s items, its items come to %s in %s', in_pounds(p.pence), p.items, in_pounds(i.pence), i.items) FROM pay_run p
      CROSS JOIN LATERAL (SELECT count(*)::int AS items, coalesce(sum(x.pence), 0)::bigint AS pence FROM pay_item x WHERE x.run_id = p.id) i WHERE (p.items, p.pence) IS DISTINCT FROM (i.items, i.pence);
  RETURN QUERY
    SELECT 'payment', format('pay run %s, item %s', coalesce(i.run_id, g.run_id), coalesce(i.item, g.line)), CASE WHEN g.line IS NULL THEN 'was not posted' WHEN i.item IS NULL THEN 'was posted and is no item' ELSE format('is %s, its posting %s', in_pounds(i.pence), in_pounds(g.pence)) END
    FROM (SELECT x.* FROM pay_item x JOIN pay_run p ON p.id = x.run_id AND p.state = 'confirmed') i
      FULL JOIN (SELECT p.id AS run_id, g.line, g.pence, d.kind AS owed, c.kind AS bank FROM pay_run p JOIN posting g ON g.entry_id = p.entry_id JOIN account d ON d.id = g.debit_account JOIN account c ON c.id = g.credit_account) g ON (g.run_id, g.line) = (i.run_id, i.item)
    WHERE (i.pence, 'refunds-payable', 'bank') IS DISTINCT FROM (g.pence, g.owed, g.bank);
  RETURN QUERY
    SELECT 'payment', format('pay run %s, item %s', i.run_id, i.item), format('its request %s is %s for %s', r.id, r.state, in_pounds(r.pence)) FROM pay_item i JOIN pay_run p ON p.id = i.run_id JOIN request r ON r.id = i.request_id
    WHERE r.pence <> i.pence OR i.live AND r.state <> CASE p.state WHEN 'confirmed' THEN 'paid' ELSE 'approved' END OR i.returned_at IS NOT NULL AND r.state <> 'returned' OR p.state = 'made' AND NOT i.live;
  RETURN QUERY
    SELECT 'payment', 'request ' || r.id, 'counts as paid, and no confirmed run holds it' FROM request r WHERE r.state = 'paid' AND NOT EXISTS (SELECT FROM pay_item i JOIN pay_run p ON p.id = i.run_id AND p.state = 'confirmed' WHERE i.request_id = r.id AND i.live)
      AND NOT EXISTS (SELECT FROM card_refund c WHERE c.request_id = r.id);
  RETURN QUERY
    SELECT 'payment', proof_place(e.id), 'was posted as a payment, and no run is it' FROM entry e WHERE e.kind = 'payment' AND NOT EXISTS (SELECT FROM pay_run p WHERE p.entry_id = e.id)
      AND NOT EXISTS (SELECT FROM card_refund c WHERE c.entry_id = e.id);
  RETURN QUERY
    SELECT 'payment', 'request ' || r.id, format('went back to the card for %s, is %s for %s', in_pounds(coalesce(g.pence, 0)), r.state, in_pounds(r.pence)) FROM card_refund c JOIN request r ON r.id = c.request_id
      LEFT JOIN LATERAL (SELECT sum(x.pence)::bigint AS pence, bool_and((d.kind, k.kind) = ('refunds-payable', 'card-clearing')) AS meant FROM posting x JOIN account d ON d.id = x.debit_account JOIN account k ON k.id = x.credit_account WHERE x.entry_id = c.entry_id) g ON true
    WHERE r.state <> 'paid' OR NOT r.terms ? 'card' OR (g.pence, g.meant) IS DISTINCT FROM (r.pence, true);
END $$;
