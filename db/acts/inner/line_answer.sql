-- What keeping a line answers: the tally after it.
CREATE OR REPLACE FUNCTION rb.line_answer(b rb.batch, n int) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('batch', b.id, 'line', n, 'keyed_pence', t.pence, 'keyed_lines', t.lines,
    'left_pence', b.control_pence - t.pence, 'left_lines', b.control_count - t.lines) FROM tally(b.id) t $$;
