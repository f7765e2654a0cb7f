-- figures.sql - the eight indicators of FORMATS for every town of [lo, hi) and every part of it, in one pass.
-- scope: city, organisation, level (code: the number of its word), association; deep false: city alone.
SET search_path = region, pg_temp;

CREATE OR REPLACE FUNCTION figures(f date, t date, lo int, hi int, deep boolean)
RETURNS TABLE (town int, scope text, code text, staff int, unknown int, levels smallint, num int[], den int[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH marks AS (                 -- what each person has in the period, in one pass over the facts
  SELECT x.town, x.person,
    bool_or(x.kind = 2 AND x.since BETWEEN f AND t) AS assessed,
    bool_or(x.kind = 3 AND x.until BETWEEN f AND t) AS trained,
    bool_or(x.kind = 4 AND (x.until IS NULL OR x.until >= f)) AS pathway,
    bool_or(x.kind = 4 AND x.ok AND x.until BETWEEN f AND t) AS done,
    bool_or(x.kind = 5 AND (x.until IS NULL OR x.until >= t)) AS methodist,
    bool_or(x.kind = 7 AND (x.until IS NULL OR x.until >= f)) AS supported
  FROM fact x
  WHERE x.town >= lo AND x.town < hi AND x.kind IN (2, 3, 4, 5, 7) AND (x.since IS NULL OR x.since <= t)
  GROUP BY x.town, x.person),
staff AS MATERIALIZED (         -- T: those at work on the last day
  SELECT p.town, p.id, p.organisation, p.level,
    coalesce(m.assessed, false) AS assessed, coalesce(m.trained, false) AS trained,
    coalesce(m.pathway, false) AS pathway, coalesce(m.pathway AND m.done, false) AS done,
    coalesce(m.methodist, false) AS methodist, coalesce(m.supported, false) AS supported,
    p.young = 'k' AND (p.young_since IS NULL OR p.young_since <= t)
      AND (p.young_until IS NULL OR p.young_until > t) AS young,
    p.young = 'u' AND (p.young_since IS NULL OR p.young_since <= t)
      AND (p.young_until IS NULL OR p.young_until > t) AS unsure
  FROM person p LEFT JOIN marks m ON m.town = p.town AND m.person = p.id
  WHERE p.town >= lo AND p.town < hi AND (p.hired IS NULL OR p.hired <= t) AND (p.dismissed IS NULL OR p.dismissed > t)),
load AS (                       -- different people of the town's T attached to a methodist on the last day
  SELECT x.town, x.methodist AS id, count(DISTINCT x.person)::int AS people
  FROM fact x
    JOIN staff m ON m.town = x.town AND m.id = x.methodist AND m.methodist
    JOIN staff s ON s.town = x.town AND s.id = x.person
  WHERE x.town >= lo AND x.town < hi AND x.kind = 6 AND (x.since IS NULL OR x.since <= t) AND (x.until IS NULL OR x.until >= t)
  GROUP BY x.town, x.methodist),
placed AS (
  SELECT s.*, coalesce(l.people, 0) AS people FROM staff s LEFT JOIN load l ON l.town = s.town AND l.id = s.id),
member AS (                     -- different people of an association on the last day
  SELECT DISTINCT x.town, x.association, x.person AS id
  FROM fact x
  WHERE deep AND x.town >= lo AND x.town < hi AND x.kind = 1 AND (x.since IS NULL OR x.since <= t)
    AND (x.until IS NULL OR x.until >= t)),
seen AS (                       -- each person of T once in every part
  SELECT 'city' AS scope, '' AS code, p.* FROM placed p
  UNION ALL SELECT 'organisation', p.organisation, p.* FROM placed p WHERE deep AND p.organisation IS NOT NULL
  UNION ALL SELECT 'level', p.level::text, p.* FROM placed p WHERE deep AND p.level IS NOT NULL
  UNION ALL SELECT 'association', m.association, p.* FROM member m JOIN placed p ON p.town = m.town AND p.id = m.id),
counted AS (
  SELECT s.town, s.scope, s.code, count(*)::int AS staff, count(*) FILTER (WHERE unsure)::int AS unsure,
    count(*) FILTER (WHERE assessed)::int AS assessed, count(*) FILTER (WHERE trained)::int AS trained,
    count(*) FILTER (WHERE pathway)::int AS pathway, count(*) FILTER (WHERE methodist)::int AS methodists,
    sum(people)::int AS load, count(*) FILTER (WHERE done)::int AS done,
    count(*) FILTER (WHERE young AND supported)::int AS supported, count(*) FILTER (WHERE young)::int AS young
  FROM seen s GROUP BY s.town, s.scope, s.code),
planned AS (
  SELECT i.town, i.association, i.venue, a.level AS level, (i.done <= t) IS TRUE AS done,
    CASE WHEN i.level IS NULL THEN 0 ELSE 1 << i.level END AS bit
  FROM item i LEFT JOIN part a ON a.town = i.town AND a.kind = 'a' AND a.code = i.association
    AND a.town >= lo AND a.town < hi
  WHERE i.town >= lo AND i.town < hi AND i.due BETWEEN f AND t),
roadmap AS (
  SELECT p.town, s.scope, s.code, count(*)::int AS planned, count(*) FILTER (WHERE p.done)::int AS done,
    bit_or(p.bit) AS bits
  FROM planned p, LATERAL (VALUES ('city', ''), ('association', p.association), ('organisation', p.venue),
    ('level', p.level::text)) s(scope, code)
  WHERE s.code IS NOT NULL AND (deep OR s.scope = 'city')
  GROUP BY p.town, s.scope, s.code),
parts AS (                      -- every part, also those nobody stands in
  SELECT w.town, 'city' AS scope, '' AS code FROM town w WHERE w.town >= lo AND w.town < hi
  UNION ALL SELECT w.town, 'level', l::text FROM town w, generate_series(1, 4) l
    WHERE deep AND w.town >= lo AND w.town < hi
  UNION ALL SELECT k.town, CASE k.kind WHEN 'a' THEN 'association' ELSE 'organisation' END, k.code
    FROM part k WHERE deep AND k.town >= lo AND k.town < hi)
SELECT k.town, k.scope, k.code, coalesce(c.staff, 0), coalesce(c.unsure, 0), coalesce(r.bits, 0)::smallint,
  ARRAY[coalesce(r.done, 0), coalesce(c.assessed, 0), coalesce(c.trained, 0), coalesce(c.pathway, 0),
    coalesce(c.methodists, 0), coalesce(c.load, 0), coalesce(c.done, 0), coalesce(c.supported, 0)],
  ARRAY[coalesce(r.planned, 0), coalesce(c.staff, 0), coalesce(c.staff, 0), coalesce(c.staff, 0),
    coalesce(c.staff, 0), coalesce(c.methodists, 0), coalesce(c.pathway, 0), coalesce(c.young, 0)]
FROM parts k
  LEFT JOIN counted c ON c.town = k.town AND c.scope = k.scope AND c.code = k.code
  LEFT JOIN roadmap r ON r.town = k.town AND r.scope = k.scope AND r.code = k.code $$;

-- The exact figure, halves away from zero: per cent with one decimal, of load the people of a methodist.
CREATE OR REPLACE FUNCTION tenths(n int, d int, times int) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d > 0 THEN (((n::bigint * times * 20 + d) / (2 * d::bigint))::numeric(12, 1) / 10)::numeric(12, 1) END $$;

-- What this server answers: of towns that send facts, what comes of them for any period from their horizon on;
-- of the others, and of periods before it, what is stored of exactly this one. As constants, not parameters: only so does the planner leave out the other subjects.
-- By hashes alone, neither nested loops nor merges by town: of rows that have just come it knows nothing, and takes thousands for one.
CREATE OR REPLACE FUNCTION ask_here(f date, t date, lo int, hi int, deep boolean)
RETURNS TABLE (town int, scope text, code text, staff int, unknown int, levels smallint, num int[], den int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = region, pg_temp SET enable_nestloop = off SET enable_mergejoin = off AS $$ BEGIN
  RETURN QUERY EXECUTE format('SELECT g.* FROM figures(%1$L, %2$L, %3$s, %4$s, %5$L) g JOIN town w USING (town)
    WHERE w.town >= %3$s AND w.town < %4$s AND w.level = ''facts'' AND w.retired IS NULL AND (w.horizon IS NULL OR w.horizon <= %1$L)
    UNION ALL SELECT g.town, g.scope, g.code, g.staff, g.unknown, g.levels, g.num, g.den
    FROM figure g JOIN town w USING (town) WHERE w.retired IS NULL AND w.town >= %3$s AND w.town < %4$s
      AND (w.level <> ''facts'' OR w.horizon > %1$L)
      AND g.town >= %3$s AND g.town < %4$s AND g.since = %1$L AND g.until = %2$L
      AND (%5$L OR g.scope = ''city'')', f, t, lo, hi, deep);
END $$;

CREATE OR REPLACE FUNCTION refresh(n int, f date, t date) RETURNS void
LANGUAGE plpgsql SET enable_nestloop = off SET enable_mergejoin = off AS $$ BEGIN
  EXECUTE format('DELETE FROM figure WHERE town = %s AND since = %L AND until = %L', n, f, t);
  EXECUTE format('INSERT INTO figure SELECT g.town, %1$L, %2$L, g.scope, g.code, g.staff, g.unknown, g.levels,
    g.num, g.den FROM figures(%1$L, %2$L, %3$s, %4$s, true) g', f, t, n, n + 1);
END $$;

-- The towns of one day without their parts, for whoever looks at stored figures.
CREATE INDEX IF NOT EXISTS figure_city ON figure (until, since) WHERE scope = 'city';

-- What stands in the table of figures and is not what the facts give, and the other way round.
CREATE OR REPLACE FUNCTION wrong(n int, f date, t date)
RETURNS TABLE (scope text, code text) LANGUAGE plpgsql STABLE SET enable_nestloop = off SET enable_mergejoin = off AS $$ BEGIN
  RETURN QUERY EXECUTE format('SELECT DISTINCT x.scope, x.code FROM (
      (SELECT g.scope, g.code, g.staff, g.unknown, g.levels, g.num, g.den FROM figures(%1$L, %2$L, %3$s, %4$s, true) g
       EXCEPT SELECT k.scope, k.code, k.staff, k.unknown, k.levels, k.num, k.den FROM figure k
         WHERE k.town = %3$s AND k.since = %1$L AND k.until = %2$L)
      UNION ALL
      (SELECT k.scope, k.code, k.staff, k.unknown, k.levels, k.num, k.den FROM figure k
         WHERE k.town = %3$s AND k.since = %1$L AND k.until = %2$L
       EXCEPT SELECT g.scope, g.code, g.staff, g.unknown, g.levels, g.num, g.den
         FROM figures(%1$L, %2$L, %3$s, %4$s, true) g)) x ORDER BY 1, 2', f, t, n, n + 1);
END $$;
