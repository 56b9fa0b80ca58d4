-- Whatever was written on these accounts that may name somebody: notes, receipts, lines of files and of the bank, aliases, claims, requests, bank details.
-- Ids, amounts, codes and dates stay: the batch, the file and the chain prove as before.
CREATE OR REPLACE FUNCTION rb.blank_words(mine bigint[], homes bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = rb, pg_temp AS $$
BEGIN
  UPDATE tenancy SET hb_claim_ref = NULL, uc_customer_ref = NULL, fed = NULL, erased_at = clock_timestamp() WHERE id = ANY (homes);
  DELETE FROM account_ref WHERE account_id = ANY (mine) AND kind IN ('claim', 'card');
  UPDATE note SET words = '(erased)', review = NULL WHERE account_id = ANY (mine);
  UPDATE authority SET who = '(erased)', scope = '' WHERE account_id = ANY (mine);
  UPDATE batch_line k SET (quoted, payer, narrative, reason, look, auth, last4, drawer, cheque_number, provider_ref, match) = ('', '', '', '', '', '', '', '', '', '', '')
    WHERE account_id = ANY (mine) OR EXISTS (SELECT FROM line_part t WHERE (t.batch_id, t.line) = (k.batch_id, k.line) AND t.account_id = ANY (mine)) AND k.split;
  -- a row that pays one and recovers from another is two lines of one raw text
  UPDATE file_line l SET raw = '' FROM file_line m WHERE (l.file_id, l.line) = (m.file_id, m.line) AND m.account_id = ANY (mine);
  UPDATE file_line SET keys = '[]', payer_kind = '', payer_value = '', name = '', name_key = '', address = '', postcode = '', narrative = '', why = '{}', doubt = '' WHERE account_id = ANY (mine);
  UPDATE bank_words SET narrative = '', reference = '', name = '', other_account = '', bank_ref = '' WHERE account_id = ANY (mine);
  UPDATE alias SET value = 'erased ' || id, revoked_at = coalesce(revoked_at, clock_timestamp()), revoked_by = coalesce(revoked_by, session_user), revoked_why = '' WHERE account_id = ANY (mine);
  UPDATE suspense_item i SET next_action = '' FROM suspense_clearing k WHERE k.item_id = i.id AND k.account_id = ANY (mine);
  UPDATE request_draft SET state = 'discarded', doc = '{}' WHERE state = 'draft' AND (account_id = ANY (mine) OR to_account = ANY (mine));
  UPDATE request SET (payee, sort_code, account_number, roll, words, why, override) = (NULL, NULL, NULL, NULL, '', '(erased)', '') WHERE account_id = ANY (mine) OR to_account = ANY (mine);
  UPDATE request_note n SET words = '(erased)' FROM request r WHERE r.id = n.request_id AND (r.account_id = ANY (mine) OR r.to_account = ANY (mine));
  UPDATE bank_detail SET (payee, sort_code, account_number, roll, bad_why) = ('(erased)', '000000', '00000000', '', '') WHERE account_id = ANY (mine);
  UPDATE suspense_clearing SET why = '' WHERE account_id = ANY (mine);
END $$;
