-- The lines of a blind batch for whoever may key it the second time: whose each is and what is written on it, and how far it has come; never an amount.
CREATE OR REPLACE FUNCTION rb.blind_lines(the_batch bigint) RETURNS TABLE (line int, standing text, account jsonb, quoted text, drawer text, cheque_number text, effective_date date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE b batch;
BEGIN
  PERFORM need_group('assistant');
  SELECT x.* INTO b FROM batch x JOIN cashbook c ON c.id = x.cashbook_id WHERE x.id = the_batch AND c.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_batch', format('there is no batch %s: rentbook batch list shows them', the_batch), to_jsonb(the_batch)); END IF;
  IF NOT b.blind THEN PERFORM refuse('not_blind', format('batch %s is not keyed twice: its lines are posted as they are', b.id), to_jsonb(b.id)); END IF;
  IF b.state <> 'open' THEN PERFORM refuse('batch_not_open', format('batch %s is %s', b.id, b.state), to_jsonb(b.id)); END IF;
  PERFORM second_reader(b);
  RETURN QUERY SELECT l.line, line_standing(l.batch_id, l.line), account_words(l.account_id),
      CASE WHEN l.account_id IS NULL OR NOT h.hidden THEN l.quoted::text ELSE '' END, CASE WHEN l.account_id IS NULL OR NOT h.hidden THEN l.drawer::text ELSE '' END, l.cheque_number::text, l.effective_date::date
    FROM batch_line l CROSS JOIN LATERAL (SELECT part_hidden(l.batch_id, l.line) OR EXISTS (SELECT FROM account a JOIN tenancy t ON t.id = a.tenancy_id
        WHERE a.id = l.account_id AND t.restricted AND NOT EXISTS (SELECT FROM revealed r WHERE r.tenancy_id = t.id)) AS hidden) h
    WHERE l.batch_id = b.id AND l.state = 'kept' ORDER BY l.line;
END $$;
GRANT EXECUTE ON FUNCTION rb.blind_lines(bigint) TO @assistant@;
