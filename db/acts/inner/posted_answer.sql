-- What posting a batch answers, first time or again.
CREATE OR REPLACE FUNCTION rb.posted_answer(the_batch bigint) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('batch', b.id, 'state', b.state, 'lines', e.lines, 'total_pence', b.control_pence, 'posted_at', e.made_at, 'number', entry_number(c.series, e.number))
  FROM batch b JOIN entry e ON e.id = b.entry_id JOIN chain c ON c.login = e.login WHERE b.id = the_batch $$;
