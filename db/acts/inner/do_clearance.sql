-- The clearance that was above its maker's limit.
CREATE OR REPLACE FUNCTION rb.do_clearance(r rb.request) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE c record;
BEGIN
  c := clear_item(open_suspense(r.item_id), r.account_id, r.pence, r.why);
  UPDATE request SET entry_id = c.entry, state = 'posted' WHERE id = r.id;
  RETURN c.number;
END
$$;
