-- Count, sums and digest of what one operator staged of a file: compared with what the program says it sent.
CREATE OR REPLACE FUNCTION rb.staged_file(the_load uuid, OUT lines bigint, OUT gross bigint, OUT recovery bigint, OUT digest text)
LANGUAGE sql STABLE AS $$
  SELECT count(*), coalesce(sum(pence) FILTER (WHERE NOT debit), 0)::bigint, coalesce(sum(pence) FILTER (WHERE debit), 0)::bigint,
    encode(sha256(convert_to(coalesce(string_agg(concat_ws(chr(31), item, type, pence, debit::int, coalesce(day::text, ''), outcome, coalesce(account_id::text, ''), keys), chr(30) ORDER BY item), ''), 'UTF8')), 'hex')
  FROM stage_file_line WHERE load = the_load AND maker = session_user $$;
