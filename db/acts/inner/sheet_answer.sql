-- What signing, countersigning, refusing and reopening answer about a sheet.
CREATE OR REPLACE FUNCTION rb.sheet_answer(s rb.proof_sheet) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT jsonb_build_object('sheet', (s).id, 'cashbook', (SELECT code FROM cashbook WHERE id = (s).cashbook_id), 'day', (s).day, 'version', (s).version, 'signed_by', (s).signed_by, 'countersigned_by', (s).countersigned_by,
    'digest', encode((s).hash, 'hex'), 'single', (s).single, 'ended', (s).ended) $$;
