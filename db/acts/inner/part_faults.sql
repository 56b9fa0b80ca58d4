-- Why a split is refused: its parts must sum to the receipt and stay with this landlord's open customer accounts.
CREATE OR REPLACE FUNCTION rb.part_faults(the_batch bigint, the_line int) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN sum(p.pence) IS DISTINCT FROM l.pence THEN 'the parts do not sum to the receipt: change one of them'
              WHEN l.account_id IS DISTINCT FROM min(p.account_id) FILTER (WHERE p.part = 1) THEN 'a split receipt stands on the account of its first part: name the parts anew'
              WHEN bool_or(a.landlord_id <> c.landlord_id OR a.status IN ('control', 'closed')) THEN 'a part goes to an account that is closed or another landlord''s: choose another' END
  FROM batch_line l JOIN batch b ON b.id = l.batch_id JOIN cashbook c ON c.id = b.cashbook_id
    LEFT JOIN line_part p ON (p.batch_id, p.line) = (l.batch_id, l.line) LEFT JOIN account a ON a.id = p.account_id
  WHERE l.batch_id = the_batch AND l.line = the_line AND l.split GROUP BY l.pence, l.account_id $$;
