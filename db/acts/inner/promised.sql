-- What open requests of these kinds have reserved of an account, but for one of them.
CREATE OR REPLACE FUNCTION rb.promised(the_account bigint, kinds text[], but_for bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql AS $$
  SELECT coalesce(sum(r.reserved_pence), 0)::bigint FROM request r WHERE r.account_id = the_account AND r.state = 'submitted' AND r.expires_on >= today() AND r.kind = ANY (kinds) AND r.id IS DISTINCT FROM but_for
    AND (r.item_id IS NULL OR r.kind <> 'payment') $$;
