-- Nothing of a feed stays behind where it was weighed.
CREATE OR REPLACE FUNCTION rb.clear_feed() RETURNS void
LANGUAGE sql SET search_path = rb, pg_temp AS $$
  DELETE FROM feed_row; DELETE FROM feed_mark; DELETE FROM feed_person $$;
