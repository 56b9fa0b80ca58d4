-- A reversal of what is not one's own to reverse: another's, an earlier day's, a signed day's. Whoever keyed or posted it decides nothing about it.
CREATE OR REPLACE FUNCTION rb.ask_reversal(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE e entry; n record; a account;
BEGIN
  SELECT x.* INTO e FROM entry x JOIN chain c ON c.login = x.login WHERE entry_number(c.series, x.number) = doc ->> 'entry';
  PERFORM FROM entry x WHERE x.id = e.id FOR NO KEY UPDATE;                -- two who ask at once: the second sees the first
  r.of_entry := e.id; r.of_line := coalesce((doc ->> 'line')::int, 0);
  SELECT min(p.landlord_id) AS landlord, sum(p.pence)::bigint AS pence, count(*) AS parts, min(CASE WHEN p.credit_account >= 10000 THEN p.credit_account WHEN p.debit_account >= 10000 THEN p.debit_account END) AS account INTO n
    FROM posting p WHERE p.entry_id = e.id AND (r.of_line = 0 OR p.line = r.of_line) AND p.landlord_id = ANY (my_landlords());
  IF n.parts = 0 THEN PERFORM refuse('unknown_posting', format('there is no posting %s: the account shows its number', left(doc ->> 'entry', 20)), doc -> 'entry'); END IF;
  IF e.kind NOT IN ('batch', 'clearing', 'request', 'history', 'correction') THEN PERFORM refuse('not_reversible', format('%s is of the kind %s, which is not taken back by a reversal', doc ->> 'entry', e.kind), doc -> 'entry'); END IF;
  IF EXISTS (SELECT FROM payment_file f WHERE f.batch_id = e.batch_id) THEN PERFORM refuse('of_a_file', 'it came by a payment file: reverse the file as a whole (rentbook file reverse), and load the corrected one', doc -> 'entry'); END IF;
  IF e.kind = 'request' AND r.of_line <> 0 THEN r.of_line := 0; SELECT sum(p.pence)::bigint INTO n.pence FROM posting p WHERE p.entry_id = e.id; END IF;
  IF EXISTS (SELECT FROM request q WHERE q.entry_id = e.id AND q.state NOT IN ('approved', 'posted')) THEN PERFORM refuse('not_reversible', 'its money has left: what the bank returns brings it back', doc -> 'entry'); END IF;
  r.account_id := n.account; r.landlord_id := n.landlord; r.pence := n.pence;
  IF n.account IS NOT NULL THEN a := request_account(n.account); END IF;
  IF EXISTS (SELECT FROM reversal v WHERE v.original_entry = e.id AND (r.of_line = 0 OR v.original_line = r.of_line)) THEN PERFORM refuse('reversed_already', format('%s is reversed already: the account shows by which posting', doc ->> 'entry'), doc -> 'entry'); END IF;
  IF EXISTS (SELECT FROM request q WHERE q.of_entry = e.id AND (q.of_line = r.of_line OR 0 IN (q.of_line, r.of_line)) AND q.state = 'submitted' AND q.expires_on >= today()) THEN
    PERFORM refuse('asked_already', 'its reversal is asked already: it waits for a decision', doc -> 'entry'); END IF;
  r.makers := r.makers || ARRAY(SELECT DISTINCT m FROM (SELECT e.login UNION SELECT unnest(l.makers) FROM batch_line l WHERE l.batch_id = e.batch_id AND (r.of_line = 0 OR l.line = r.of_line) AND l.state = 'kept') x (m) WHERE m <> session_user ORDER BY m);
  r.terms := jsonb_build_object('entry', doc ->> 'entry');
  RETURN r;
END $$;
