-- What a match holds, each in one match at a time; what explained it is settled, and the words of a line that one account's receipt met are hidden with that account.
-- entries: [[entry, line, pence], …]
CREATE OR REPLACE FUNCTION rb.fill_match(m bigint, lines bigint[], entries jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE taken record;
BEGIN
  BEGIN
    INSERT INTO bank_match_line (match_id, line_id) SELECT m, x FROM unnest(lines) x ORDER BY x;
    INSERT INTO bank_match_entry (match_id, entry_id, line, pence) SELECT m, (x ->> 0)::bigint, (x ->> 1)::int, (x ->> 2)::bigint FROM jsonb_array_elements(entries) x;
  EXCEPTION WHEN unique_violation OR exclusion_violation THEN
    SELECT e.entry_id, e.match_id INTO taken FROM jsonb_array_elements(entries) x JOIN bank_match_entry e ON e.live AND e.entry_id = (x ->> 0)::bigint AND ((x ->> 1)::int IN (0, e.line) OR e.line = 0) WHERE e.match_id <> m LIMIT 1;
    PERFORM refuse('matched_already', CASE WHEN taken IS NULL THEN 'a bank line or an entry is named twice: name each once' ELSE format('entry %s is matched already (match %s): undo that first', proof_place(taken.entry_id), taken.match_id) END, to_jsonb(taken.match_id));
  END;
  UPDATE bank_explained x SET live = false WHERE x.live AND (x.line_id = ANY (lines) OR EXISTS (SELECT FROM jsonb_array_elements(entries) e WHERE x.entry_id = (e ->> 0)::bigint AND ((e ->> 1)::int IN (0, x.line) OR x.line = 0)));
  IF cardinality(lines) = 1 AND jsonb_array_length(entries) = 1 THEN
    UPDATE bank_words w SET account_id = (SELECT a.id FROM posting p JOIN account a ON a.id IN (p.debit_account, p.credit_account) AND a.tenancy_id IS NOT NULL
        WHERE p.entry_id = (entries -> 0 ->> 0)::bigint AND p.line BETWEEN (entries -> 0 ->> 1)::int AND coalesce(nullif((entries -> 0 ->> 1)::int, 0), 1000000) ORDER BY a.restricted DESC, p.line, p.part LIMIT 1) WHERE w.line_id = lines[1];
  END IF;
END $$;
