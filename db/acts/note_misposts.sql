-- What the radar found stays on the desk. doc: found [[posting, account id], …]; whole: it looked at every receipt of the last days, and what it did not find stands no more.
CREATE OR REPLACE FUNCTION rb.note_misposts(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; one jsonb; p posting; n int := 0; told bigint[] := '{}';
BEGIN
  done := begin_act('note_misposts', the_key, doc, CASE WHEN in_group('night') THEN 'night' ELSE 'assistant' END);
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF jsonb_array_length(doc -> 'found') > 10000 THEN PERFORM refuse('too_many', 'over 10,000 at once: look at fewer days'); END IF;
  IF coalesce((doc ->> 'whole')::boolean, false) AND has_every_landlord() THEN
    -- a pair whose transfer is asked for is not looked for, and stands again at once should the request move nothing
    UPDATE mispost m SET stands = false FROM posting g WHERE m.stands AND (g.entry_id, g.line, g.part) = (m.entry_id, m.line, m.part)
      AND NOT EXISTS (SELECT FROM request q WHERE q.account_id = g.credit_account AND q.to_account = m.account_id AND q.kind = 'transfer' AND q.pence = g.pence AND q.state = 'submitted' AND q.expires_on >= today()); END IF;
  FOR one IN SELECT x FROM jsonb_array_elements(doc -> 'found') x ORDER BY x ->> 0 LOOP
    p := receipt_named(one ->> 0);
    IF NOT EXISTS (SELECT FROM account a WHERE a.id = (one ->> 1)::bigint AND a.landlord_id = p.landlord_id AND a.status <> 'control' AND a.id <> p.credit_account) THEN
      PERFORM refuse('unknown_account', format('%s is no other customer account of that landlord', one ->> 1), one -> 1); END IF;
    INSERT INTO mispost (entry_id, line, part, account_id) VALUES (p.entry_id, p.line, p.part, (one ->> 1)::bigint) ON CONFLICT (entry_id, line, part, account_id) DO UPDATE SET stands = true;
    n := n + 1;
  END LOOP;
  RETURN end_act('note_misposts', the_key, jsonb_build_object('found', n), NULL);
END $$;
GRANT EXECUTE ON FUNCTION rb.note_misposts(text, jsonb) TO @assistant@, @night@;
