-- The bank lines of a payment file that is itself the bank's: [[row of the file, line], …], each known or new; of another payer's file none.
-- doc.bank: lines, pence, digest (hex, of what is staged), accounts [bank account of part 1, …]
CREATE OR REPLACE FUNCTION rb.bank_of_file(c rb.cashbook, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE got record; a bank_account; k record; told jsonb := '[]';
BEGIN
  IF coalesce(doc -> 'bank', 'null') = 'null' THEN RETURN told; END IF;
  SELECT * INTO got FROM staged_bank((doc ->> 'load')::uuid);
  IF (got.lines, got.pence, got.digest) IS DISTINCT FROM ((doc #>> '{bank,lines}')::bigint, (doc #>> '{bank,pence}')::bigint, doc #>> '{bank,digest}') THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the file again'); END IF;
  IF (SELECT s.debits FROM stream s WHERE s.code = doc ->> 'stream') <> 'bank' THEN PERFORM refuse('stream_not_bank', 'lines of the bank are receipts of a stream that debits the bank: change the profile''s stream', doc -> 'stream'); END IF;
  PERFORM bank_lines_stand((doc ->> 'load')::uuid);
  FOR k IN SELECT x.one::smallint AS id, x.n::smallint AS part FROM jsonb_array_elements_text(doc #> '{bank,accounts}') WITH ORDINALITY x (one, n) ORDER BY 1 LOOP
    SELECT * INTO a FROM bank_account x WHERE x.id = k.id AND x.cashbook_id = c.id;
    IF NOT FOUND THEN PERFORM refuse('other_account', 'a line came into another account than the cashbook''s: name the cashbook of that account', to_jsonb(k.id)); END IF;
    told := told || coalesce((SELECT jsonb_agg(jsonb_build_array(r.item, r.line_id)) FROM bank_lines((doc ->> 'load')::uuid, k.part, a, 'payments') r), '[]');
  END LOOP;
  RETURN told;
END $$;
