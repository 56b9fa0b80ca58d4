-- What a posted file teaches: the payer's own key of every settled line is bound to its account by whoever settled it, its name too where that was asked; what was known is used once more.
CREATE OR REPLACE FUNCTION rb.learn_from(the_file bigint) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO alias AS x (landlord_id, payer, kind, value, account_id, made_by, file_id)
    SELECT c.landlord_id, k.payer, k.kind, k.value, b.account_id, coalesce(min(l.settled_by::text)::name, session_user), min(f.id)
    FROM payment_file f JOIN cashbook c ON c.id = f.cashbook_id JOIN file_line l ON l.file_id = f.id AND l.live JOIN batch_line b ON (b.batch_id, b.line) = (f.batch_id, l.item) AND b.state = 'kept' AND b.account_id IS NOT NULL
      CROSS JOIN LATERAL (VALUES (f.payer, l.payer_kind, l.payer_value, l.settled_by IS NOT NULL), ('', 'name', l.name_key, l.remember)) k (payer, kind, value, teaches)
    WHERE f.id = the_file AND k.kind <> '' AND k.value <> '' AND l.type <> 'RECOVER_OTHER'
      AND (k.teaches OR EXISTS (SELECT FROM alias o WHERE o.revoked_at IS NULL AND (o.landlord_id, o.payer, o.kind, o.value, o.account_id) = (c.landlord_id, k.payer, k.kind, k.value, b.account_id)))
    GROUP BY c.landlord_id, k.payer, k.kind, k.value, b.account_id
  ON CONFLICT (landlord_id, payer, kind, value, account_id) WHERE revoked_at IS NULL DO UPDATE SET times = x.times + 1, last_used = clock_timestamp() $$;
