-- Count, sum and digest of the bank lines that one operator staged: compared with what the program says it sent.
CREATE OR REPLACE FUNCTION rb.staged_bank(the_load uuid, OUT lines bigint, OUT pence bigint, OUT digest text)
LANGUAGE sql STABLE AS $$
  SELECT count(*), coalesce(sum(s.pence), 0)::bigint,
    encode(sha256(convert_to(coalesce(string_agg(concat_ws(chr(31), s.part, s.item, s.day, s.pence, s.narrative), chr(30) ORDER BY s.part, s.item), ''), 'UTF8')), 'hex')
  FROM stage_bank_line s WHERE s.load = the_load AND s.maker = session_user $$;
