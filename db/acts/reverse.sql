-- A linked reversal of one receipt, all its parts (line 0: the whole entry): one's own, of the same clock day, not since signed, within limit.
-- It keeps the effective date of what it reverses and takes today's book date.
CREATE OR REPLACE FUNCTION rb.reverse(the_key text, entry_named text, the_line int, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; e entry; n record; number text;
BEGIN
  done := begin_act('reverse', the_key, jsonb_build_object('entry', entry_named, 'line', the_line, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is reversed, in three letters or more'); END IF;
  SELECT x.* INTO e FROM entry x JOIN chain c ON c.login = x.login WHERE entry_number(c.series, x.number) = entry_named;
  SELECT min(p.landlord_id) AS landlord, min(p.cashbook_id) AS cashbook, min(p.book_date) AS booked, sum(p.pence) AS pence, count(*) AS parts INTO n
    FROM posting p WHERE p.entry_id = e.id AND (the_line = 0 OR p.line = the_line) AND p.landlord_id = ANY (my_landlords());
  IF n.parts = 0 THEN PERFORM refuse('unknown_posting', format('there is no posting %s: the account shows its number', entry_named), to_jsonb(entry_named)); END IF;
  PERFORM may_reverse(e, the_line, n.pence::bigint);
  IF EXISTS (SELECT FROM payment_file WHERE batch_id = e.batch_id) THEN
    PERFORM refuse('of_a_file', 'it came by a payment file: reverse the file as a whole (rentbook file reverse), and load the corrected one', to_jsonb(entry_named)); END IF;
  PERFORM check_book_date(n.landlord::smallint, n.cashbook::smallint, today());
  number := reverse_entry(e, the_line, why, entry_named);
  PERFORM bank_frees(e.batch_id, e.id, the_line, why);
  RETURN end_act('reverse', the_key, jsonb_build_object('posting', number || CASE WHEN the_line = 0 THEN '' ELSE '.' || the_line END,
    'reverses', entry_named || CASE WHEN the_line = 0 THEN '' ELSE '.' || the_line END, 'total_pence', n.pence), entry_named, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.reverse(text, text, int, text) TO @assistant@;
