-- schema.sql - version 1 of the region's database: what is kept of every town.
-- town is its OKTMO, eight digits; the two first are the subject of the Federation, by which every table is cut.
CREATE SCHEMA region;
SET search_path = region, pg_temp;

-- version, late_days (a town silent for longer is late), smallest (fewer in a part are not shown by bi)
CREATE TABLE setting (name text PRIMARY KEY, value int NOT NULL);

CREATE TABLE town (
  town int NOT NULL CHECK (town BETWEEN 1000000 AND 99999999),
  subject int GENERATED ALWAYS AS (town / 1000000) STORED,
  name text NOT NULL,
  late_days int, ssh text, key text,        -- NULL: the region's days; not pulled; batches are not signed
  identity text, sequence bigint, head text,-- what was taken last; NULL: nothing yet
  level text, rules text, horizon date,
  received timestamptz,
  roster_sequence bigint, roster_hash text, roster_received timestamptz,
  trouble text, trouble_at timestamptz, quarantined boolean NOT NULL DEFAULT false,
  added timestamptz NOT NULL DEFAULT now(), retired date,
  PRIMARY KEY (town)) PARTITION BY RANGE (town);

CREATE TABLE part (                         -- kind: o organisation, a association
  town int NOT NULL, kind "char" NOT NULL, code text COLLATE "C" NOT NULL, name text, level smallint,
  PRIMARY KEY (town, kind, code)) PARTITION BY RANGE (town);

-- No day before the town's horizon stands here: hired, since, young_since that are NULL lie before it.
-- young: k both dates are known, u one is not, n never from the horizon on; the days are settled in the town
CREATE TABLE person (
  town int NOT NULL, id uuid NOT NULL, organisation text COLLATE "C", level smallint, hired date,
  dismissed date, young "char" NOT NULL, young_since date, young_until date,
  PRIMARY KEY (town, id)) PARTITION BY RANGE (town);

-- kind: 1 member 2 assessed 3 trained 4 pathway 5 methodist 6 attached 7 supported
CREATE TABLE fact (
  town int NOT NULL, kind smallint NOT NULL, id bigint NOT NULL, person uuid NOT NULL, since date,
  until date, association text COLLATE "C", methodist uuid, ok boolean NOT NULL,
  PRIMARY KEY (town, kind, id)) PARTITION BY RANGE (town);

-- source: i an item of a road map, e an event of it without an item
CREATE TABLE item (
  town int NOT NULL, source "char" NOT NULL, id bigint NOT NULL, association text COLLATE "C",
  venue text COLLATE "C", level smallint, due date NOT NULL, done date,
  PRIMARY KEY (town, source, id)) PARTITION BY RANGE (town);

-- num and den in the order roadmap assessed trained pathways methodists load pathways_done young;
-- NULL in them: the town does not tell. hidden: bits of what is not told outside, as rules/suppress.h has them; all
-- until that is settled.
CREATE TABLE figure (
  town int NOT NULL, since date NOT NULL, until date NOT NULL, scope text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL, staff int, unknown int, levels smallint NOT NULL, num int[] NOT NULL,
  den int[] NOT NULL, hidden int NOT NULL DEFAULT 1023,
  PRIMARY KEY (town, since, until, scope, code)) PARTITION BY RANGE (town);

CREATE TABLE batch (
  town int NOT NULL, hash text COLLATE "C" NOT NULL, sequence bigint NOT NULL, head text NOT NULL,
  from_sequence bigint, rows bigint NOT NULL, level text NOT NULL, rules text, remark text,
  received timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (town, hash)) PARTITION BY RANGE (town);
CREATE INDEX ON batch (town, sequence);

-- The town's list for its site: what people have consented to, as of the last time it was sent.
CREATE TABLE roster (
  town int NOT NULL, place int NOT NULL, surname text, given_name text, patronymic text, organisation text,
  "position" text, subject_area text, email text,
  PRIMARY KEY (town, place)) PARTITION BY RANGE (town);

-- Whose rows a role of the group municipality sees.
CREATE TABLE access (role name PRIMARY KEY, town int NOT NULL);

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'administrator') THEN CREATE ROLE administrator NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'analyst') THEN CREATE ROLE analyst NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bi') THEN CREATE ROLE bi NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'municipality') THEN CREATE ROLE municipality NOLOGIN; END IF;
END $$;
INSERT INTO setting VALUES ('version', 1), ('smallest', 5);
