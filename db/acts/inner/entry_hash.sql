-- The link: previous hash, maker, number, kind, batch, time and every posting's ids, amounts, dates and code. No names, no words.
CREATE OR REPLACE FUNCTION rb.entry_hash(e rb.entry) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(e.prev || convert_to(concat_ws('|', e.login, e.number, e.kind, coalesce(e.batch_id, 0), (extract(epoch FROM e.made_at) * 1000000)::bigint, e.lines, e.pence,
    (SELECT string_agg(concat_ws('|', p.line, p.part, p.landlord_id, coalesce(p.cashbook_id, 0), p.code_id, p.debit_account, p.credit_account, p.pence,
       p.effective_date - date '2000-01-01', p.book_date - date '2000-01-01'), E'\n' ORDER BY p.line, p.part) FROM posting p WHERE p.entry_id = e.id)), 'UTF8')) $$;
