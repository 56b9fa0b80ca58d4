-- Rent weeks beside financial periods, each landlord's own: the Mondays from 1 April to 31 March after are weeks 1 to 52 or 53, some of them rent-free.
CREATE TABLE rent_week (
  landlord_id smallint NOT NULL REFERENCES landlord,
  year        smallint NOT NULL CHECK (year BETWEEN 2000 AND 2200),      -- the rent year by the calendar year in which it begins
  number      smallint NOT NULL CHECK (number BETWEEN 1 AND 53),
  first       day NOT NULL CHECK (extract(isodow FROM first) = 1),
  free        boolean NOT NULL DEFAULT false,                           -- no rent is charged for it
  PRIMARY KEY (landlord_id, year, number), UNIQUE (landlord_id, first)
);
ALTER TABLE rent_week ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON rent_week TO @operator@;
CREATE POLICY mine ON rent_week FOR SELECT USING (landlord_id = ANY ((SELECT my_landlords())::smallint[]));

-- The weeks of every rent year that a landlord's periods touch; what is rent-free is the office's policy, and stands once a week has begun.
CREATE FUNCTION lay_rent_weeks() RETURNS void LANGUAGE sql SET search_path = rb, pg_temp AS $$
  INSERT INTO rent_week (landlord_id, year, number, first, free)
  SELECT d.landlord_id, d.year, d.number, d.first, coalesce((SELECT p.value -> d.year::text @> to_jsonb(d.number) FROM policy p WHERE p.name = 'rent_free_weeks'), false)
  FROM (SELECT l.landlord_id, y.year, m.day::date AS first, row_number() OVER (PARTITION BY l.landlord_id, y.year ORDER BY m.day) AS number
    FROM (SELECT p.landlord_id, min(p.first) AS first, max(p.last) AS last FROM period p GROUP BY p.landlord_id) l
      CROSS JOIN LATERAL generate_series(extract(year FROM l.first - 90)::int, extract(year FROM l.last)::int) y (year)
      CROSS JOIN LATERAL generate_series(make_date(y.year, 4, 1) + (8 - extract(isodow FROM make_date(y.year, 4, 1))::int) % 7, make_date(y.year + 1, 3, 31), interval '7 days') m (day)) d
  ON CONFLICT (landlord_id, first) DO UPDATE SET free = EXCLUDED.free WHERE rent_week.free <> EXCLUDED.free AND rent_week.first > (clock_timestamp() AT TIME ZONE 'Europe/London')::date $$;
REVOKE ALL ON FUNCTION lay_rent_weeks() FROM PUBLIC;
SELECT lay_rent_weeks();
