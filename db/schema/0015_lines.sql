-- Lines of batches and files have no foreign keys to batch, file and account (docs/decisions/0171): of a hundred thousand lines each queued four checks that lock one row again and again.
-- Batches, files and accounts are never deleted, the acts name the account that is missing, posting refuses it, and `check` looks for orphans.

ALTER TABLE file_line DROP CONSTRAINT file_line_file_id_fkey, DROP CONSTRAINT file_line_account_id_fkey;
ALTER TABLE batch_line DROP CONSTRAINT batch_line_batch_id_fkey, DROP CONSTRAINT batch_line_account_id_fkey;
