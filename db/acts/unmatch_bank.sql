-- A match undone, until a proof sheet rests on it: its lines and entries stand open again, and what it posted is reversed.
CREATE OR REPLACE FUNCTION rb.unmatch_bank(the_key text, the_match bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; c cashbook; m bank_match; number text;
BEGIN
  done := begin_act('unmatch_bank', the_key, jsonb_build_object('match', the_match, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.* INTO c FROM cashbook x JOIN bank_match y ON y.cashbook_id = x.id WHERE y.id = the_match AND x.landlord_id = ANY (my_landlords());
  IF NOT FOUND THEN PERFORM refuse('unknown_match', format('there is no match %s: the Reconcile screen lists them', the_match), to_jsonb(the_match)); END IF;
  PERFORM lock_bank(ARRAY[c.id]);
  SELECT * INTO m FROM bank_match x WHERE x.id = the_match FOR NO KEY UPDATE;
  IF NOT m.live THEN PERFORM refuse('undone_already', format('match %s is undone already, by %s', m.id, m.undone_by), to_jsonb(m.id)); END IF;
  IF m.sheet IS NOT NULL THEN PERFORM refuse('match_signed', format('a signed proof sheet rests on match %s: ask for the day to be reopened', m.id), to_jsonb(m.id)); END IF;
  IF m.kind = 'receipts' THEN PERFORM refuse('receipt_already', 'these bank lines are receipts themselves: reverse the receipt, or the file as a whole', to_jsonb(m.id)); END IF;
  IF m.kind = 'returned' OR EXISTS (SELECT FROM returned_money r JOIN bank_match_line l ON l.line_id = r.line_id WHERE l.match_id = m.id) THEN
    PERFORM refuse('returned_already', 'the money went back and its receipt is reversed: key the receipt again if the bank was wrong', to_jsonb(m.id)); END IF;
  number := end_match(m, why);
  RETURN end_act('unmatch_bank', the_key, jsonb_build_object('match', m.id, 'posting', number), 'match ' || m.id, nullif(why, ''));
END $$;
GRANT EXECUTE ON FUNCTION rb.unmatch_bank(text, bigint, text) TO @assistant@;
