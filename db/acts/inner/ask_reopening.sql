-- A signed day is to be opened again: whoever signed a sheet that this unsigns decides nothing about it.
CREATE OR REPLACE FUNCTION rb.ask_reopening(r rb.request, doc jsonb) RETURNS rb.request
LANGUAGE plpgsql AS $$
DECLARE s proof_sheet; c cashbook; asked bigint;
BEGIN
  IF (doc ->> 'day' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') IS NOT TRUE THEN PERFORM refuse('doc_wrong', 'name the cashbook and the day that is signed', doc -> 'day'); END IF;
  c := my_cashbook(doc ->> 'cashbook'); s := sheet_of_mine(c.code, (doc ->> 'day')::date);
  PERFORM in_open_period(c.id, s.day);
  SELECT q.id INTO asked FROM request q WHERE q.kind = 'reopening' AND q.subject = c.code || ' ' || s.day AND q.state = 'submitted' AND q.expires_on >= today();
  IF FOUND THEN PERFORM refuse('asked_already', format('that is asked already: request %s waits for a decision', asked), to_jsonb(asked)); END IF;
  r.landlord_id := c.landlord_id; r.subject := c.code || ' ' || s.day; r.terms := jsonb_build_object('cashbook', c.code, 'day', s.day, 'sheet', s.id, 'digest', encode(s.hash, 'hex'));
  r.makers := r.makers || ARRAY(SELECT DISTINCT m FROM proof_sheet x, unnest(ARRAY[x.signed_by, x.countersigned_by]) m WHERE x.cashbook_id = c.id AND x.day >= s.day AND x.ended IS NULL AND m IS NOT NULL AND m <> session_user ORDER BY m);
  RETURN r;
END $$;
