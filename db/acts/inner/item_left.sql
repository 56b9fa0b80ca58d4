-- What is left of a suspense item that no other open request has been promised.
CREATE OR REPLACE FUNCTION rb.item_left(the_item bigint, but_for bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql AS $$
  SELECT CASE WHEN i.ended IS NULL THEN i.pence - i.cleared_pence - coalesce((SELECT sum(r.reserved_pence) FROM request r WHERE r.item_id = i.id AND r.state = 'submitted' AND r.expires_on >= today() AND r.id IS DISTINCT FROM but_for), 0)
    ELSE 0 END::bigint FROM suspense_item i WHERE i.id = the_item $$;
