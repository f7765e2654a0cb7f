-- country.sql - figures of so many towns as a country has, made up: 2,300 in 89 subjects, month ends of
-- two school years. -v subjects=89 -v towns=26 (in each, 2,300 at most).
SET search_path = region, pg_temp;
SELECT count(make_subject(s)) FROM generate_series(1, :subjects) s;
INSERT INTO town (town, name, identity, sequence, head, level, rules, horizon, received, quarantined)
SELECT s * 1000000 + 600000 + k * 1000,
  (ARRAY['Светлый', 'Ясный', 'Озёрный', 'Лесной', 'Речной', 'Полевой', 'Горный'])[1 + (s * 7 + k) % 7] || ' ' || lpad(s::text, 2, '0') || '-' || lpad(k::text, 2, '0'),
  md5(s || '-' || k), 5, 'ab', 'facts', 'r', '2024-09-01',
  CASE WHEN (s * 26 + k) % 97 = 0 THEN NULL ELSE now() - make_interval(days => CASE WHEN (s * 26 + k) % 50 = 7 THEN 40 ELSE 1 END) END,
  (s * 26 + k) % 211 = 0
FROM generate_series(1, :subjects) s, generate_series(1, :towns) k WHERE (s - 1) * :towns + k <= 2300;
INSERT INTO figure (town, since, until, scope, code, staff, unknown, levels, num, den, hidden)
SELECT w.town, d.since, d.until, p.scope, p.code, n.n, 1, 14,
  ARRAY[m.m, n.n * m.m / 20, n.n * m.m / 30, n.n * m.m / 15, n.n / 20, n.n / 4, n.n * m.m / 40, n.n / 30],
  ARRAY[12, n.n, n.n, n.n, n.n, n.n / 20, n.n * m.m / 15, n.n / 25], 0
FROM town w,
  (SELECT make_date(y, 9, 1) AS since, (make_date(y, 9, 1) + make_interval(months => k + 1) - interval '1 day')::date AS until, k, y
   FROM generate_series(2024, 2025) y, generate_series(0, 11) k WHERE y < 2025 OR k < 9) d,
  LATERAL (SELECT 'city' AS scope, '' AS code, 1 AS part
    UNION ALL SELECT 'level', l::text, 4 FROM generate_series(1, 4) l WHERE w.town = 1601000
    UNION ALL SELECT 'organisation', 'O' || lpad(o::text, 3, '0'), 20 FROM generate_series(1, 20) o WHERE w.town = 1601000) p,
  LATERAL (SELECT (200 + (w.town / 1000) % 700) / p.part AS n) n,
  LATERAL (SELECT 1 + d.k - (CASE WHEN d.y = 2024 AND d.k > 0 THEN 1 ELSE 0 END) AS m) m
WHERE w.received IS NOT NULL;
INSERT INTO part SELECT 1601000, 'o', 'O' || lpad(o::text, 3, '0'), 'Школа № ' || o, NULL FROM generate_series(1, 20) o;
-- One town has not told of one month.
DELETE FROM figure WHERE town = 2601000 AND until = '2026-03-31';
-- One school tells nothing of its methodists.
UPDATE figure SET num[5] = NULL WHERE town = 1601000 AND code = 'O003';
ANALYZE figure, town, part;
