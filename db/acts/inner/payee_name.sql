-- A payee's name as Bacs carries it: capitals without marks, digits and . & / -; whatever else becomes a space.
CREATE OR REPLACE FUNCTION rb.payee_name(written text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(upper(regexp_replace(normalize(translate(replace(replace(replace(replace(replace(replace(replace(replace(written, 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH'), 'øØðÐłŁı''’', 'oOdDlLi'), NFKD), '[\u0300-\u036f]', '', 'g')), '[^A-Z0-9.&/ -]+', ' ', 'g')) $$;
