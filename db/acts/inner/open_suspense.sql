-- A case of suspense that still holds money, locked; or why not.
CREATE OR REPLACE FUNCTION rb.open_suspense(the_item bigint) RETURNS rb.suspense_item
LANGUAGE plpgsql AS $$
DECLARE i suspense_item;
BEGIN
  SELECT * INTO i FROM suspense_item x WHERE x.id = the_item AND x.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('unknown_item', format('there is no suspense item %s: rentbook suspense list shows them', the_item), to_jsonb(the_item)); END IF;
  IF i.ended IS NOT NULL THEN PERFORM refuse('item_ended', format('suspense item %s is %s already', the_item, i.ended), to_jsonb(the_item)); END IF;
  RETURN i;
END $$;
