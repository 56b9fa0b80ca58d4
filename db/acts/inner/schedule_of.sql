-- The schedule a request is made in, of this operator's own making and of the same kind; null where it stands alone.
CREATE OR REPLACE FUNCTION rb.schedule_of(doc jsonb, the_kind text, the_landlord smallint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE s schedule;
BEGIN
  IF NOT doc ? 'schedule_id' THEN RETURN NULL; END IF;
  SELECT * INTO s FROM schedule x WHERE x.id = (doc ->> 'schedule_id')::bigint AND x.maker = session_user AND x.kind = the_kind AND x.landlord_id = the_landlord;
  IF NOT FOUND THEN PERFORM refuse('unknown_schedule', 'there is no such schedule of yours, of this kind and landlord: make one first', doc -> 'schedule_id'); END IF;
  RETURN s.id;
END $$;
