-- One cashbook's part of a payment file, read whole and matched, becomes an open batch with its control: matched lines are kept in it, the others wait to be settled.
-- What was paid already by this payer (reference, period, amount, ordinal), or is a bank line that is money already, is a duplicate and not in the batch; a file is live once in a cashbook.
CREATE OR REPLACE FUNCTION rb.take_file(doc jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE c cashbook; s stream; b batch; f bigint; p int; got record; who record; the_load uuid := (doc ->> 'load')::uuid; tallied record; came jsonb;
BEGIN
  c := my_cashbook(doc ->> 'cashbook');
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
  SELECT x.login, x.id, x.at INTO who FROM payment_file x WHERE x.digest = decode(doc ->> 'file', 'hex') AND x.cashbook_id = c.id AND x.live;
  IF FOUND THEN PERFORM file_stands(who.id); END IF;
  INSERT INTO batch (cashbook_id, stream_id, effective_date, book_date, control_pence, control_count, control_source, control_ref)
    VALUES (c.id, s.id, coalesce((doc ->> 'effective_date')::date, today()), coalesce((doc ->> 'book_date')::date, today()), 0, 0, 'file', left(doc ->> 'name', 200)) RETURNING * INTO b;
  BEGIN
    INSERT INTO payment_file (cashbook_id, profile_id, payer, name, digest, gross_pence, recovery_pence, net_pence, declared_pence, batch_id, replaces)
      VALUES (c.id, p, doc ->> 'payer', left(doc ->> 'name', 200), decode(doc ->> 'file', 'hex'), got.gross, got.recovery, got.gross - got.recovery, (doc ->> 'declared_pence')::bigint, b.id, (doc ->> 'replaces')::bigint)
      RETURNING id INTO f;
    came := bank_of_file(c, doc);
    PERFORM file_lines(f, the_load, b.effective_date, doc ->> 'payer', ARRAY(SELECT (x ->> 0)::int FROM jsonb_array_elements(came) x JOIN bank_line l ON l.id = (x ->> 1)::bigint
      WHERE EXISTS (SELECT FROM bank_match_line m WHERE m.line_id = l.id AND m.live) OR EXISTS (SELECT FROM bank_receipt r WHERE r.line_id = l.id AND r.live) OR l.day <= (SELECT o.day FROM cashbook_opening o WHERE o.cashbook_id = c.id)));
    INSERT INTO bank_receipt (batch_id, line, line_id) SELECT b.id, l.item, (x ->> 1)::bigint FROM jsonb_array_elements(came) x JOIN file_line l ON l.file_id = f AND l.line = (x ->> 0)::int AND l.live ORDER BY l.item;
  EXCEPTION WHEN unique_violation THEN
    SELECT x.id INTO who FROM payment_file x WHERE x.digest = decode(doc ->> 'file', 'hex') AND x.cashbook_id = c.id AND x.live;
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
  DELETE FROM stage_bank_line WHERE load = the_load AND maker = session_user OR at < clock_timestamp() - interval '1 day';
  RETURN jsonb_build_object('file', f, 'batch', b.id, 'lines', tallied.lines, 'matched', tallied.matched, 'suggested', tallied.suggested,
    'unmatched', tallied.unmatched, 'duplicates', tallied.duplicates, 'total_pence', got.gross - got.recovery, 'control_pence', tallied.pence, 'cashbook', c.code, 'load', the_load);
END $$;
