-- access.sql - who reads what. Nobody but administrators, who load, reads a person.
SET search_path = region, pg_temp;

-- Everybody's town as the region sees it now.
CREATE OR REPLACE VIEW towns AS
  SELECT w.*, coalesce(w.late_days, d.value) AS days,
    w.retired IS NULL AND coalesce(w.received, w.added) < now() - make_interval(days => coalesce(w.late_days, d.value)) AS late,
    extract(day FROM now() - w.received)::int AS silent
  FROM town w, setting d WHERE d.name = 'late_days';

-- The long form for BI. A cell with fewer than `smallest` in its denominator is not shown; and lest the
-- others, taken from the town's sum, give it away, neither are the next ones, nothing included, until
-- two cells at least and `smallest` people are hidden in them together.
CREATE OR REPLACE VIEW bi_indicator WITH (security_barrier) AS
WITH cell AS (
  SELECT f.town, f.since, f.until, f.scope, f.code, u.o, u.n, u.d
  FROM figure f, unnest(f.num, f.den) WITH ORDINALITY u(n, d, o)),
ordered AS (
  SELECT c.*, s.value AS smallest, bool_or(c.d BETWEEN 1 AND s.value - 1 OR c.d IS NULL) OVER w AS has_small,
    row_number() OVER (w ORDER BY c.d IS NULL DESC, c.d = 0, c.d, c.code) AS r,
    coalesce(sum(c.d) OVER (w ORDER BY c.d IS NULL DESC, c.d = 0, c.d, c.code
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM cell c, setting s WHERE s.name = 'smallest'
  WINDOW w AS (PARTITION BY c.town, c.since, c.until, c.scope, c.o)),
shown AS (
  SELECT o.*, o.scope = 'city' OR NOT (o.has_small AND
    (o.d BETWEEN 1 AND o.smallest - 1 OR o.r <= 2 OR o.before < o.smallest)) AS open
  FROM ordered o)
SELECT w.name AS municipality, w.subject, s.scope,
  CASE WHEN s.scope = 'level' THEN (ARRAY['дошкольное', 'дополнительное', 'начальное', 'основное и среднее'])[s.code::int]
    ELSE s.code END AS code, s.since, s.until, i.id,
  CASE WHEN s.open THEN s.n END AS numerator, CASE WHEN s.open THEN s.d END AS denominator,
  CASE WHEN s.open THEN tenths(s.n, s.d, CASE WHEN i.id = 'load' THEN 1 ELSE 100 END) END AS figure
FROM shown s JOIN town w USING (town)
  JOIN unnest(ARRAY['roadmap', 'assessed', 'trained', 'pathways', 'methodists', 'load', 'pathways_done', 'young'])
    WITH ORDINALITY i(id, o) USING (o);

CREATE OR REPLACE VIEW bi_town AS
  SELECT name AS municipality, subject, received, late, quarantined, retired FROM towns;

REVOKE ALL ON ALL TABLES IN SCHEMA region FROM PUBLIC, analyst, bi;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA region FROM PUBLIC, analyst, bi;
REVOKE ALL ON SCHEMA region FROM PUBLIC;
GRANT USAGE ON SCHEMA region TO administrator, analyst, bi;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA region TO administrator;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA region TO administrator;
GRANT SELECT ON bi_indicator, bi_town TO analyst, bi;
-- A view calls functions as whoever reads it.
GRANT SELECT ON setting, towns, town, part, figure TO analyst;
GRANT EXECUTE ON FUNCTION tenths(int, int, int) TO analyst, bi;
GRANT EXECUTE ON FUNCTION ask(date, date, int, int, boolean) TO analyst;
