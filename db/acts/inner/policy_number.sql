-- A figure of the office's policy, or what stands until it says otherwise.
CREATE OR REPLACE FUNCTION rb.policy_number(the_name text, otherwise bigint) RETURNS int
LANGUAGE sql STABLE AS $$ SELECT coalesce((SELECT CASE jsonb_typeof(value) WHEN 'number' THEN value::text::bigint END FROM policy WHERE name = the_name), otherwise)::int $$;
