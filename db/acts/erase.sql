-- A person's name, contacts and whatever names them is blanked once the time to keep it has run out; postings, chain, balances and the audit stay as they are.
CREATE OR REPLACE FUNCTION rb.erase(the_key text, the_customer bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; mine bigint[]; homes bigint[]; holds jsonb; kept bigint[];
BEGIN
  done := begin_act('erase', the_key, jsonb_build_object('customer', the_customer, 'why', why), 'manager');
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF NOT EXISTS (SELECT FROM customer WHERE id = the_customer AND landlord_id = ANY (my_landlords())) THEN
    PERFORM refuse('unknown_customer', format('there is no customer %s: rentbook account REF --json names them', the_customer), to_jsonb(the_customer)); END IF;
  IF length(btrim(coalesce(why, ''))) < 5 THEN PERFORM refuse('reason_needed', 'say why it is erased, in five letters or more'); END IF;
  SELECT array_agg(account_id ORDER BY account_id), array_agg(DISTINCT tenancy_id) INTO mine, homes FROM subject_accounts(the_customer);
  PERFORM FROM balance WHERE account_id = ANY (mine) ORDER BY account_id FOR UPDATE;
  SELECT jsonb_agg(jsonb_build_object('code', h.code, 'says', h.says)) INTO holds FROM erasure_holds(the_customer) h;
  IF holds IS NOT NULL THEN PERFORM refuse('kept_by_law', format('it must still be kept: %s', holds -> 0 ->> 'says'), holds); END IF;
  PERFORM blank_person(the_customer);
  PERFORM blank_words(mine, homes);
  kept := blank_sheets(mine, the_customer);
  PERFORM blank_expected(mine);
  PERFORM found_anew(mine, true);
  RETURN end_act('erase', the_key, jsonb_build_object('customer', the_customer, 'accounts', to_jsonb(coalesce(mine, '{}')), 'erased', true, 'sheets_keep', to_jsonb(kept)), 'customer ' || the_customer, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.erase(text, bigint, text) TO @manager@;
