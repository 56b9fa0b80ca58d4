-- The words of a bank's narrative that tell one payment from another; the same whatever the server's locale.
CREATE OR REPLACE FUNCTION rb.words_in(narrative text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT w), '{}') FROM regexp_split_to_table(upper(narrative COLLATE "C"), '[^A-Z0-9]+') w
  WHERE length(w) >= 3 AND w <> ALL ('{THE,AND,REF,RENT,BANK,FROM,PAYMENT,CREDIT,DEBIT,FASTER,STANDING,ORDER,TRANSFER,BGC,FPI,STO,BAC,MRS,MISS}') $$;
