-- Whether a cashbook day proves: nothing unexplained, in sum and item by item, and the ledger got what was received.
CREATE OR REPLACE FUNCTION rb.day_proves(c rb.cashbook, the_day date, f jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE n int := jsonb_array_length(f -> 'unexplained'); rest bigint; received bigint; ledger bigint;
BEGIN
  SELECT (f ->> 'book')::bigint - (f #>> '{bank,closing}')::bigint - coalesce(sum((i ->> 'pence')::bigint), 0) INTO rest FROM jsonb_array_elements(f -> 'timing' || (f -> 'explained')) i;
  IF n > 0 OR rest <> 0 THEN
    PERFORM refuse('unexplained', format('%s on %s: %s unexplained, %s without an entry or a reason: match, enter or explain them', c.code, the_day, in_pounds(abs(rest)), CASE n WHEN 1 THEN 'one item' ELSE n || ' items' END),
      jsonb_build_object('unexplained_pence', rest, 'items', n)); END IF;
  SELECT coalesce(sum((x ->> 1)::bigint), 0) INTO received FROM jsonb_array_elements(f #> '{legs,streams}') x;
  SELECT (f #>> '{legs,rent}')::bigint + (f #>> '{legs,suspense}')::bigint + coalesce(sum((x ->> 1)::bigint), 0) INTO ledger FROM jsonb_array_elements(f #> '{legs,others}') x;
  IF received <> ledger THEN PERFORM refuse('unexplained', format('%s received %s, the ledger has %s: run rentbook check', c.code, in_pounds(received), in_pounds(ledger))); END IF;
END $$;
