-- region.sql - a country that does not exist, for region.sh: about :count people and 3.3 facts of each, in :towns towns
-- of 85 subjects of the Federation. The same every time: what differs comes of
-- hashes. The largest town has eight times the people of the smallest.
CREATE SCHEMA made;
CREATE TABLE made.town AS SELECT (1 + k % 85) * 1000000 + (1 + k / 85) * 1000 AS town, k,
  greatest(3, (:count::numeric / :towns * (0.29 + 2.13 * power((hashint4(k) & 65535) / 65536.0, 2)))::int) AS people
  FROM generate_series(0, :towns - 1) k;
ALTER TABLE made.town ADD orgs int GENERATED ALWAYS AS (1 + people / 25) STORED,
  ADD associations int GENERATED ALWAYS AS (1 + people / 30) STORED, ADD methodists int GENERATED ALWAYS AS (1 + people / 20) STORED;

-- h: twenty bits of luck
CREATE UNLOGGED TABLE made.person AS SELECT t.town, n, md5(t.town || ' ' || n)::uuid AS id,
  (hashint8(t.town::bigint * 100000 + n) & 1048575) AS h, orgs, associations, methodists
  FROM made.town t, generate_series(1, people) n;

CREATE VIEW made.part_rows AS SELECT town, 'o' AS kind, 'O' || lpad(n::text, 3, '0') AS code, 'Школа ' || n AS name, (1 + n % 4) AS level
    FROM made.town, generate_series(1, orgs) n
  UNION ALL SELECT town, 'a', 'A' || lpad(n::text, 2, '0'), 'Объединение ' || n, (1 + n % 4) FROM made.town, generate_series(1, associations) n;

CREATE VIEW made.person_rows AS SELECT town, id, 'O' || lpad((1 + n % orgs)::text, 3, '0') AS organisation, 1 + n % 4 AS level,
  CASE WHEN h % 5 = 0 THEN date '2024-09-01' + h % 600 END AS hired,
  CASE WHEN h % 23 = 0 THEN date '2025-12-01' + h % 400 END AS dismissed,
  CASE WHEN h % 6 = 0 THEN 'k' WHEN h % 50 = 1 THEN 'u' ELSE 'n' END AS young, NULL::date AS young_since,
  CASE WHEN h % 6 = 0 THEN date '2025-06-01' + h % 900 END AS young_until FROM made.person;

CREATE VIEW made.fact_rows AS
  SELECT town, 1 AS kind, n AS id, id AS person, NULL::date AS since, CASE WHEN h % 17 = 0 THEN date '2025-11-01' END AS until,
    'A' || lpad((1 + n % associations)::text, 2, '0') AS association, NULL::uuid AS methodist, false AS ok FROM made.person
  UNION ALL SELECT town, 1, 1000000 + n, id, date '2025-09-01' + h % 90, NULL, 'A' || lpad((1 + h % associations)::text, 2, '0'), NULL, false
    FROM made.person WHERE h % 5 = 1
  UNION ALL SELECT town, 2, n, id, date '2024-09-01' + h % 800, NULL, NULL, NULL, false FROM made.person WHERE h % 10 < 8
  UNION ALL SELECT town, 3, n, id, NULL, date '2024-09-01' + h % 800, NULL, NULL, false FROM made.person WHERE h % 2 = 0
  UNION ALL SELECT town, 4, n, id, date '2024-10-01' + h % 500, CASE WHEN h % 4 < 3 THEN date '2025-02-01' + h % 600 END, NULL, NULL, h % 4 < 2
    FROM made.person WHERE h % 10 > 6
  UNION ALL SELECT town, 5, n, id, NULL, NULL, NULL, NULL, false FROM made.person WHERE n <= methodists
  UNION ALL SELECT town, 6, n, id, date '2024-09-01' + h % 400, NULL, NULL, md5(town || ' ' || 1 + n % methodists)::uuid, false
    FROM made.person WHERE h % 3 = 0
  UNION ALL SELECT town, 7, n, id, date '2025-01-01' + h % 300, NULL, NULL, NULL, false FROM made.person WHERE h % 6 = 0;

CREATE VIEW made.item_rows AS SELECT town, CASE WHEN n % 3 = 0 THEN 'e' ELSE 'i' END AS source, a * 100 + n AS id,
  'A' || lpad(a::text, 2, '0') AS association, 'O' || lpad((1 + (a + n) % orgs)::text, 3, '0') AS venue, 1 + n % 2 AS level,
  date '2025-09-01' + (n * 27 + a) AS due, CASE WHEN (a + n) % 4 > 0 THEN date '2025-09-01' + (n * 27 + a) END AS done
  FROM made.town, generate_series(1, associations) a, generate_series(1, 10) n;
