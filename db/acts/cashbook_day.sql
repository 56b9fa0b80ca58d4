-- A cashbook's day for whoever may see the cashbook: as signed where it is, else as it stands now.
CREATE OR REPLACE FUNCTION rb.cashbook_day(named text, the_day date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE c cashbook; s proof_sheet; f jsonb;
BEGIN
  PERFORM need_group('operator');
  c := my_cashbook(named);
  IF the_day IS NULL OR the_day > today() THEN PERFORM refuse('date_in_future', format('%s has not come yet: name a day up to today', the_day), to_jsonb(the_day)); END IF;
  SELECT * INTO s FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.ended IS NULL AND x.day = the_day;
  IF NOT FOUND AND the_day <= c.signed_to AND EXISTS (SELECT FROM proof_sheet x WHERE x.cashbook_id = c.id AND x.ended IS NULL AND the_day BETWEEN x.first AND x.day) THEN s := sheet_of_mine(named, the_day); END IF;
  f := coalesce(sheet_told(s.id), (SELECT x.facts FROM cashbook_facts(c.id, the_day) x));
  RETURN f - 'carried' || jsonb_build_object('cashbook', c.code, 'landlord', (SELECT code FROM landlord WHERE id = c.landlord_id), 'signed_to', c.signed_to,
    'signed_by', s.signed_by, 'countersigned_by', s.countersigned_by, 'sheet', s.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.cashbook_day(text, date) TO @operator@;
