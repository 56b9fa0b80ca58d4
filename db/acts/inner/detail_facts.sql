-- What speaks for or against bank details: the same under other people's names, how new they are, whether a payment to them came back.
CREATE OR REPLACE FUNCTION rb.detail_facts(the_account bigint, the_sort text, the_number text, the_roll text, but_request bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  WITH same AS (
    SELECT d.account_id, d.since, d.bad_since FROM bank_detail d WHERE (d.sort_code, d.account_number, d.roll) = (the_sort, the_number, coalesce(the_roll, ''))
    UNION ALL SELECT r.account_id, r.at, (SELECT max(i.returned_at) FROM pay_item i WHERE i.request_id = r.id) FROM request r WHERE (r.sort_code, r.account_number, coalesce(r.roll, '')) = (the_sort, the_number, coalesce(the_roll, '')) AND r.state NOT IN ('rejected', 'withdrawn') AND r.id IS DISTINCT FROM but_request),
  mine AS (SELECT coalesce((SELECT tenancy_id FROM account WHERE id = the_account), -1) AS tenancy)
  SELECT jsonb_build_object(
    'shared_with', (SELECT coalesce(jsonb_agg(DISTINCT a.ref), '[]') FROM same s JOIN account a ON a.id = s.account_id, mine m WHERE a.tenancy_id IS DISTINCT FROM m.tenancy),
    'used_since', (SELECT min(s.since)::date FROM same s JOIN account a ON a.id = s.account_id, mine m WHERE a.tenancy_id = m.tenancy),
    'changed_on', (SELECT max(d.since)::date FROM bank_detail d WHERE d.account_id = the_account AND d.until IS NULL),
    'differs', EXISTS (SELECT FROM bank_detail d WHERE d.account_id = the_account AND d.until IS NULL AND (d.sort_code, d.account_number, d.roll) <> (the_sort, the_number, coalesce(the_roll, ''))),
    'came_back', (SELECT max(s.bad_since)::date FROM same s)) $$;
