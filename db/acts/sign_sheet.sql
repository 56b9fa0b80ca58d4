-- The preparer signs a cashbook's days up to this one: all figures are taken here, under the whole gate, and the days shut.
CREATE OR REPLACE FUNCTION rb.sign_sheet(the_key text, named text, the_day date) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET lock_timeout = '2s' AS $$
DECLARE done jsonb; c cashbook; s proof_sheet; last proof_sheet; f jsonb; aside jsonb; k seal; whole bigint[];
BEGIN
  PERFORM need_group('assistant');
  LOCK TABLE period_gate IN EXCLUSIVE MODE;
  done := begin_act('sign_sheet', the_key, jsonb_build_object('cashbook', named, 'day', the_day));
  IF done IS NOT NULL THEN RETURN done; END IF;
  c := my_cashbook(named);
  SELECT * INTO c FROM cashbook WHERE id = c.id FOR NO KEY UPDATE;
  PERFORM may_sign(c, the_day);
  SELECT x.facts, x.whole INTO f, whole FROM cashbook_facts(c.id, the_day) x;
  PERFORM day_proves(c, the_day, f);
  SELECT w.facts, w.aside INTO f, aside FROM words_aside(f) w;
  k := take_seal('sign');
  SELECT * INTO last FROM proof_sheet x WHERE x.cashbook_id = c.id ORDER BY x.number DESC LIMIT 1;
  s.id := nextval('rb.proof_sheet_id_seq'); s.cashbook_id := c.id; s.number := coalesce(last.number, 0) + 1; s.first := f ->> 'first'; s.day := the_day; s.facts := f; s.prev := coalesce(last.hash, '\x00');
  s.version := 1 + (SELECT count(*) FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.day = the_day);
  s.seal_id := k.id; s.single := single_operator(); s.signed_by := session_user; s.signed_at := clock_timestamp(); s.hash := sheet_hash(s);
  INSERT INTO proof_sheet OVERRIDING SYSTEM VALUE SELECT s.*;
  PERFORM keep_sheet_words(s.id, aside);
  UPDATE bank_match m SET sheet = s.id FROM unnest(whole) w (id) WHERE m.id = w.id;
  UPDATE cashbook SET signed_to = the_day WHERE id = c.id;
  RETURN end_act('sign_sheet', the_key, sheet_answer(s), 'sheet ' || s.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.sign_sheet(text, text, date) TO @assistant@;
