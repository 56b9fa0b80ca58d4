-- The same truths, cheaper to hold: PostgreSQL reads and plans a CHECK anew in every statement that writes its table, a domain's once a session.
-- Four checks of a batch are one; what act_key checks of its key is the key's domain (docs/decisions/0090).

CREATE DOMAIN act_key_text AS text CHECK (length(VALUE) BETWEEN 1 AND 200);
ALTER TABLE act_key DROP CONSTRAINT act_key_key_check, ALTER key TYPE act_key_text;
ALTER TABLE batch DROP CONSTRAINT batch_state_check, DROP CONSTRAINT batch_control_count_check, DROP CONSTRAINT batch_check, DROP CONSTRAINT batch_check1,
  ADD CONSTRAINT batch_stands CHECK (
    CASE state WHEN 'posted' THEN entry_id IS NOT NULL WHEN 'open' THEN entry_id IS NULL WHEN 'abandoned' THEN entry_id IS NULL ELSE false END
    AND (control_pence IS NULL) = (control_count IS NULL) AND coalesce(control_count, 0) >= 0);

-- Every posting asks for the open period of its day; a landlord has one a year, and all of them were read.
CREATE INDEX period_days ON period (landlord_id, first, last);
