-- What is expected of a batch, before its first line. doc: items [[account, pence, day, missed, may rest, words], …] in the order they are walked
CREATE OR REPLACE FUNCTION rb.fill_walk(the_key text, the_batch bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; wrong bigint; got record;
BEGIN
  done := begin_act('fill_walk', the_key, jsonb_build_object('batch', the_batch, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
  IF EXISTS (SELECT FROM walk_item WHERE batch_id = b.id) THEN
    PERFORM refuse('walk_begun', format('batch %s is walked already: go on with it', b.id), to_jsonb(b.id)); END IF;
  IF EXISTS (SELECT FROM batch_line WHERE batch_id = b.id) THEN
    PERFORM refuse('lines_kept', format('batch %s has lines: a walk begins with an empty batch', b.id), to_jsonb(b.id)); END IF;
  IF jsonb_typeof(doc -> 'items') IS DISTINCT FROM 'array' OR jsonb_array_length(doc -> 'items') NOT BETWEEN 1 AND 1000000 THEN
    PERFORM refuse('nothing_expected', 'nothing is expected of this stream by this day: key the batch line by line', to_jsonb(b.id)); END IF;
  INSERT INTO walk_item (batch_id, item, account_id, pence, day, missed, may_rest, says)
    SELECT b.id, n, (i ->> 0)::bigint, (i ->> 1)::bigint, (i ->> 2)::date, (i ->> 3)::smallint, (i ->> 4)::boolean, i ->> 5 FROM jsonb_array_elements(doc -> 'items') WITH ORDINALITY x (i, n);
  SELECT w.account_id INTO wrong FROM walk_item w JOIN account a ON a.id = w.account_id
    WHERE w.batch_id = b.id AND (a.status = 'control' OR a.landlord_id <> (SELECT landlord_id FROM cashbook WHERE id = b.cashbook_id)) LIMIT 1;
  IF FOUND THEN PERFORM refuse('wrong_landlord', 'something expected is not of this cashbook''s landlord', to_jsonb(wrong)); END IF;
  SELECT count(*) AS items, sum(pence) AS pence INTO got FROM walk_item WHERE batch_id = b.id;
  RETURN end_act('fill_walk', the_key, jsonb_build_object('batch', b.id, 'expected', got.items, 'expected_pence', got.pence), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.fill_walk(text, bigint, jsonb) TO @assistant@;
