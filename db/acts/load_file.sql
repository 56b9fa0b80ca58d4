-- A payment file, read whole and matched, becomes an open batch with its control: matched lines are kept in it, the others wait to be settled.
-- What was paid already by this payer (reference, period, amount, ordinal) is a duplicate and not in the batch; a file is live once.
-- doc: load, cashbook, stream, payer, name, file (hex), profile {name, version, digest, words}, lines, gross_pence, recovery_pence, net_pence, declared_pence, digest (hex, of the staged lines), effective_date, book_date, replaces
CREATE OR REPLACE FUNCTION rb.load_file(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; c cashbook; s stream; b batch; f bigint; p int; got record; who record; the_load uuid := (doc ->> 'load')::uuid; tallied record;
BEGIN
  done := begin_act('load_file', the_key, doc - 'load' - 'digest' - 'name');          -- the same file, whatever its name and whatever matching has learnt since
  IF done IS NOT NULL THEN DELETE FROM stage_file_line WHERE load = the_load AND maker = session_user; RETURN done; END IF;
  SELECT * INTO c FROM cashbook WHERE code = doc ->> 'cashbook' AND landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_cashbook', format('there is no cashbook %s of yours: rentbook setup --show lists them', doc ->> 'cashbook'), doc -> 'cashbook'); END IF;
  SELECT * INTO s FROM stream WHERE code = doc ->> 'stream';
  IF NOT FOUND THEN PERFORM refuse('unknown_stream', format('there is no stream %s: rentbook setup --show lists them', doc ->> 'stream'), doc -> 'stream'); END IF;
  SELECT * INTO got FROM staged_file(the_load);
  IF (got.lines, got.gross, got.recovery, got.digest) IS DISTINCT FROM ((doc ->> 'lines')::bigint, (doc ->> 'gross_pence')::numeric, (doc ->> 'recovery_pence')::numeric, doc ->> 'digest') OR got.lines = 0 THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the file again'); END IF;
  IF (doc ->> 'declared_pence')::bigint <> (doc ->> 'net_pence')::bigint THEN
    PERFORM refuse('declared_total', format('the file comes to %s, %s was declared: nothing was loaded', in_pounds((doc ->> 'net_pence')::bigint), in_pounds((doc ->> 'declared_pence')::bigint)), doc -> 'net_pence'); END IF;
  PERFORM check_book_date(c.landlord_id, c.id, coalesce((doc ->> 'book_date')::date, today()));
  PERFORM staged_file_stands(the_load, c.landlord_id);
  p := profile_used(doc -> 'profile');
  SELECT x.login, x.id, x.at INTO who FROM payment_file x WHERE x.digest = decode(doc ->> 'file', 'hex') AND x.live;
  IF FOUND THEN PERFORM file_stands(who.id); END IF;
  INSERT INTO batch (cashbook_id, stream_id, effective_date, book_date, control_pence, control_count, control_source, control_ref)
    VALUES (c.id, s.id, coalesce((doc ->> 'effective_date')::date, today()), coalesce((doc ->> 'book_date')::date, today()), 0, 0, 'file', left(doc ->> 'name', 200)) RETURNING * INTO b;
  BEGIN
    INSERT INTO payment_file (cashbook_id, profile_id, payer, name, digest, gross_pence, recovery_pence, net_pence, declared_pence, batch_id, replaces)
      VALUES (c.id, p, doc ->> 'payer', left(doc ->> 'name', 200), decode(doc ->> 'file', 'hex'), got.gross, got.recovery, got.gross - got.recovery, (doc ->> 'declared_pence')::bigint, b.id, (doc ->> 'replaces')::bigint)
      RETURNING id INTO f;
    PERFORM file_lines(f, the_load, b.effective_date, doc ->> 'payer');
  EXCEPTION WHEN unique_violation THEN
    SELECT x.id INTO who FROM payment_file x WHERE x.digest = decode(doc ->> 'file', 'hex') AND x.live;
    IF FOUND THEN PERFORM file_stands(who.id); END IF;
    PERFORM refuse('loaded_meanwhile', 'payments of this file were loaded by somebody else just now: load it again, they are duplicates then');
  END;
  SELECT coalesce(sum(CASE WHEN debit THEN -pence ELSE pence END) FILTER (WHERE live), 0) AS pence, count(*) FILTER (WHERE live) AS live, count(*) AS lines, count(*) FILTER (WHERE outcome = 'matched') AS matched,
      count(*) FILTER (WHERE outcome = 'suggested') AS suggested, count(*) FILTER (WHERE outcome = 'unmatched') AS unmatched, count(*) FILTER (WHERE outcome = 'duplicate') AS duplicates
    INTO tallied FROM file_line WHERE file_id = f;
  IF tallied.live = 0 THEN PERFORM refuse('all_duplicates', 'every payment of this file is posted or loaded already: nothing was loaded'); END IF;
  UPDATE batch SET control_pence = tallied.pence, control_count = tallied.live WHERE id = b.id;
  INSERT INTO batch_line (batch_id, line, account_id, pence, debit, code_id, effective_date, quoted, payer, narrative, match, score)
    SELECT b.id, l.item, l.account_id, l.pence, l.debit, l.code_id, l.day, left(coalesce(l.keys -> 0 ->> 1, ''), 200), l.name, l.narrative, 'file', l.score
    FROM file_line l WHERE l.file_id = f AND l.outcome = 'matched';
  DELETE FROM stage_file_line WHERE load = the_load AND maker = session_user OR at < clock_timestamp() - interval '1 day';
  RETURN end_act('load_file', the_key, jsonb_build_object('file', f, 'batch', b.id, 'lines', tallied.lines, 'matched', tallied.matched, 'suggested', tallied.suggested,
    'unmatched', tallied.unmatched, 'duplicates', tallied.duplicates, 'total_pence', got.gross - got.recovery, 'control_pence', tallied.pence), 'file ' || f);
END $$;
GRANT EXECUTE ON FUNCTION rb.load_file(text, jsonb) TO @assistant@;
