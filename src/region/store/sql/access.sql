-- access.sql - who reads what. Nobody but administrators, who load, reads a person.
SET search_path = region, pg_temp;

-- Everybody's town as the region sees it now.
CREATE OR REPLACE VIEW towns AS
  SELECT w.*, coalesce(w.late_days, d.value) AS days,
    coalesce(w.roster_received < now() - make_interval(days => coalesce(w.late_days, d.value)), false) AS roster_late,
    w.retired IS NULL AND coalesce(w.received, w.roster_received, w.added) < now() - make_interval(days => coalesce(w.late_days, d.value)) AS late,
    extract(day FROM now() - coalesce(w.received, w.roster_received))::int AS silent
  FROM town w, setting d WHERE d.name = 'late_days';

-- The long form for BI. What is hidden of small parts, and what they would follow from, is settled when a batch is
-- taken (rules/suppress.h, as the town does it for itself); here are the bits of each numerator and denominator.
CREATE OR REPLACE VIEW bi_indicator WITH (security_barrier) AS
SELECT w.name AS municipality, w.subject, f.scope,
  CASE WHEN f.scope = 'level' THEN (ARRAY['дошкольное', 'дополнительное', 'начальное', 'основное и среднее'])[f.code::int]
    ELSE f.code END AS code, f.since, f.until, i.id,
  CASE WHEN f.hidden & i.n_bits = 0 THEN f.num[i.o] END AS numerator,
  CASE WHEN f.hidden & i.d_bits = 0 THEN f.den[i.o] END AS denominator,
  CASE WHEN f.hidden & (i.n_bits | i.d_bits) = 0
    THEN tenths(f.num[i.o], f.den[i.o], CASE WHEN i.id = 'load' THEN 1 ELSE 100 END) END AS figure
FROM figure f JOIN town w USING (town),
  (VALUES (1, 'roadmap', 0, 0), (2, 'assessed', 2, 1), (3, 'trained', 4, 1), (4, 'pathways', 8, 1),
    (5, 'methodists', 16, 1), (6, 'load', 32, 16), (7, 'pathways_done', 64, 8), (8, 'young', 256, 128))
    i(o, id, n_bits, d_bits);

CREATE OR REPLACE VIEW bi_town AS
  SELECT name AS municipality, subject, received, late, quarantined, retired FROM towns;

-- A town sees its own figures, small ones too. A scalar: so the others' tables are not opened at all.
CREATE OR REPLACE FUNCTION own_town() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = region, pg_temp AS $$
  SELECT a.town FROM access a WHERE a.role = session_user $$;
CREATE OR REPLACE VIEW own_figure WITH (security_barrier) AS
  SELECT f.since, f.until, f.scope, f.code, f.staff, f.unknown, f.levels, f.num, f.den
  FROM figure f WHERE f.town = (SELECT own_town());

REVOKE ALL ON ALL TABLES IN SCHEMA region FROM PUBLIC, analyst, bi, municipality;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA region FROM PUBLIC, analyst, bi, municipality;
REVOKE ALL ON SCHEMA region FROM PUBLIC;
GRANT USAGE ON SCHEMA region TO administrator, analyst, bi, municipality;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA region TO administrator;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA region TO administrator;
GRANT SELECT ON bi_indicator, bi_town TO analyst, bi;
-- A view calls functions as whoever reads it.
GRANT SELECT ON setting, towns, town, part, figure TO analyst;
GRANT EXECUTE ON FUNCTION tenths(int, int, int) TO analyst, bi;
GRANT SELECT ON own_figure, bi_indicator, bi_town TO municipality;
GRANT EXECUTE ON FUNCTION own_town(), tenths(int, int, int) TO municipality;
GRANT EXECUTE ON FUNCTION ask(date, date, int, int, boolean) TO analyst;
