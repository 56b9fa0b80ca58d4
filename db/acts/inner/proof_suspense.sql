-- Each suspense account holds what its cases say is left, and every clearing took from its item what was posted.
CREATE OR REPLACE FUNCTION rb.proof_suspense() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH s AS (SELECT a.id, a.landlord_id FROM account a WHERE a.status = 'control' AND a.kind = 'suspense'),
    held AS (SELECT s.id, s.landlord_id, sum(m.pence) AS pence FROM s JOIN LATERAL (
        SELECT p.pence FROM posting p WHERE p.credit_account = s.id UNION ALL SELECT -p.pence FROM posting p WHERE p.debit_account = s.id) m ON true GROUP BY s.id, s.landlord_id),
    cases AS (SELECT p.credit_account AS id, sum(i.pence - i.cleared_pence) AS pence FROM suspense_item i JOIN posting p ON (p.entry_id, p.line, p.part) = (i.entry_id, i.line, i.part) WHERE i.ended IS DISTINCT FROM 'reversed' GROUP BY 1)
    SELECT 'suspense', 'account ' || coalesce(h.id, c.id), format('holds %s, its cases say %s', in_pounds(coalesce(h.pence, 0)::bigint), in_pounds(coalesce(c.pence, 0)::bigint))
    FROM held h FULL JOIN cases c ON c.id = h.id WHERE coalesce(h.pence, 0) <> coalesce(c.pence, 0);
  RETURN QUERY
    SELECT 'suspense', 'item ' || i.id, format('%s is cleared from it, its clearings come to %s', in_pounds(i.cleared_pence), in_pounds(k.pence)) FROM suspense_item i
      CROSS JOIN LATERAL (SELECT coalesce(sum(c.pence), 0)::bigint AS pence FROM suspense_clearing c WHERE c.item_id = i.id AND NOT c.undone) k WHERE k.pence <> i.cleared_pence;
END $$;
