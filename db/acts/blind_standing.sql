-- How far each kept line of an open blind batch has come, without any amount: for whoever keyed or held it, and supervisors and auditors, who read its lines only when all agree.
CREATE OR REPLACE FUNCTION rb.blind_standing(the_batch bigint) RETURNS TABLE (line int, standing text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('operator');
  RETURN QUERY SELECT l.line, line_standing(l.batch_id, l.line) FROM batch b JOIN cashbook c ON c.id = b.cashbook_id JOIN batch_line l ON l.batch_id = b.id AND l.state = 'kept'
    WHERE b.id = the_batch AND b.blind AND b.state = 'open' AND c.landlord_id = ANY (my_landlords()) AND (held_by_me(b.id) OR in_group('supervisor') OR in_group('auditor')) ORDER BY l.line;
END $$;
GRANT EXECUTE ON FUNCTION rb.blind_standing(bigint) TO @operator@;
