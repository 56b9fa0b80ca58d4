-- Nothing has moved that would change the answer, and what moved otherwise was on the page.
CREATE OR REPLACE FUNCTION rb.may_approve(r rb.request, facts jsonb, seen text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE stale text := stale_words(r, facts);
BEGIN
  IF stale IS NOT NULL THEN PERFORM refuse('stale', format('request %s is stale, %s: reject it, or let %s withdraw it and ask anew', r.id, stale, r.maker), to_jsonb(r.id)); END IF;
  IF r.council IN ('ask', 'asked') THEN PERFORM refuse('council', 'benefit is part of this credit: the council answers first (request council)', to_jsonb(r.id)); END IF;
  IF seen IS DISTINCT FROM seen_mark(facts) THEN PERFORM refuse('moved', 'the account has moved since this page was read: read it again, then decide', to_jsonb(r.id)); END IF;
END $$;
