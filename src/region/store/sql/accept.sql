-- accept.sql - a town in the region, and one batch of it: all or nothing, exactly once.
SET search_path = region, pg_temp;
-- incoming and judge are tables of a session that loads.
SET LOCAL check_function_bodies = off;

-- The tables of a subject of the Federation. Only their owner may hang one in.
CREATE OR REPLACE FUNCTION make_subject(s int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = region, pg_temp AS $$
DECLARE t text; BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('metodaktiv-region'), s);
  FOREACH t IN ARRAY ARRAY['town', 'part', 'person', 'fact', 'item', 'figure', 'batch', 'roster'] LOOP
    IF to_regclass(format('region.%I', t || '_' || s)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', t || '_' || s, t,
        s * 1000000, (s + 1) * 1000000);
      IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = ('region.' || t)::regclass AND contype = 'p') THEN
        EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (%s)', t || '_' || s, key_of(t));
      END IF;
    END IF;
  END LOOP; END $$;

-- What a batch is to the region: take, already, unknown, retired, elsewhere, foreign, first, fork, gap, old (a list
-- older than the one there is: a consent may have been revoked since).
-- The head is compared first: the same number may stand in two histories. fresh: it has come from the town just
-- now, so an old snapshot means that the town went back to it; of a file it means an old file. Locks the town till
-- the end.
CREATE OR REPLACE FUNCTION place(n int, who text, begins bigint, begins_head text, ends bigint,
  ends_head text, digest text, lvl text, under text, fresh boolean, OUT answer text, OUT name text, OUT identity text, OUT sequence bigint,
  OUT head text, OUT other text, OUT turned boolean, OUT key text)
LANGUAGE plpgsql AS $$
DECLARE w town; BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('metodaktiv-region ' || who, 0));
  SELECT * INTO w FROM town x WHERE x.town = n FOR UPDATE;
  IF NOT FOUND THEN answer := 'unknown'; RETURN; END IF;
  name := w.name; identity := w.identity; sequence := w.sequence; head := w.head; key := w.key;
  turned := w.sequence > ends OR (w.sequence = ends AND w.head <> ends_head);
  SELECT x.name || ' (' || x.town || ')' INTO other FROM town x
    WHERE x.identity = who AND x.town <> n AND x.retired IS NULL LIMIT 1;
  answer := CASE
    WHEN w.retired IS NOT NULL THEN 'retired'
    WHEN other IS NOT NULL THEN 'elsewhere'
    WHEN w.identity <> who THEN 'foreign'
    WHEN lvl = 'roster' THEN CASE
      WHEN w.roster_hash = digest THEN 'already'
      WHEN NOT fresh AND (w.roster_sequence > ends
        OR EXISTS (SELECT FROM batch b WHERE b.town = n AND b.hash = digest)) THEN 'old'
      ELSE 'take' END
    WHEN w.identity IS NOT NULL AND (NOT fresh OR (w.sequence = ends AND w.head = ends_head))
      AND EXISTS (SELECT FROM batch b WHERE b.town = n AND b.hash = digest) THEN 'already'
    WHEN begins IS NULL THEN 'take'
    WHEN w.sequence IS NULL OR w.level IS DISTINCT FROM lvl OR w.rules IS DISTINCT FROM under THEN 'first'
    WHEN begins = w.sequence AND begins_head = w.head
      AND (ends > begins OR ends_head = begins_head) THEN 'take'
    WHEN begins = w.sequence THEN 'fork'
    WHEN EXISTS (SELECT FROM batch b WHERE b.town = n AND ((b.sequence = begins AND b.head <> begins_head)
      OR (b.sequence = ends AND b.head <> ends_head))) THEN 'fork'
    ELSE 'gap' END;
END $$;

-- The rows of the temporary table incoming become the town's; whole: they are all there is.
-- Returns the key of a row that stands in it twice, else NULL, and nothing has been done.
CREATE OR REPLACE FUNCTION apply(n int, whole boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE twice text; BEGIN
  SELECT concat_ws(' ', i.t, i.kind, i.id) INTO twice FROM incoming i
    GROUP BY i.t, i.kind, i.id HAVING count(*) > 1 ORDER BY 1 LIMIT 1;
  IF twice IS NOT NULL THEN RETURN twice; END IF;
  DELETE FROM part p WHERE p.town = n AND (whole OR EXISTS (
    SELECT FROM incoming i WHERE i.t = 'part' AND i.kind = p.kind::text AND i.id = p.code));
  DELETE FROM person p WHERE p.town = n AND (whole OR p.id IN (
    SELECT i.id::uuid FROM incoming i WHERE i.t = 'person'));
  DELETE FROM fact x WHERE x.town = n AND (whole OR (x.kind, x.id) IN (
    SELECT i.kind::smallint, i.id::bigint FROM incoming i WHERE i.t = 'fact'));
  DELETE FROM item x WHERE x.town = n AND (whole OR (x.source::text, x.id) IN (
    SELECT i.kind, i.id::bigint FROM incoming i WHERE i.t = 'item'));
  INSERT INTO part SELECT n, i.kind::"char", i.id, i.name, i.level FROM incoming i WHERE i.t = 'part' AND i.op = '+';
  INSERT INTO person SELECT n, i.id::uuid, i.organisation, i.level, i.hired, i.dismissed, i.young::"char",
    i.since, i.until FROM incoming i WHERE i.t = 'person' AND i.op = '+';
  INSERT INTO fact SELECT n, i.kind::smallint, i.id::bigint, i.person, i.since, i.until, i.association,
    i.methodist, coalesce(i.ok, false) FROM incoming i WHERE i.t = 'fact' AND i.op = '+';
  INSERT INTO item SELECT n, i.kind::"char", i.id::bigint, i.association, i.organisation, i.level, i.since,
    i.until FROM incoming i WHERE i.t = 'item' AND i.op = '+';
  RETURN NULL; END $$;

-- Of a town that sends figures alone, they are stored as they are told.
CREATE OR REPLACE FUNCTION store_told(n int) RETURNS void LANGUAGE sql AS $$
  DELETE FROM figure g WHERE g.town = n AND (g.since, g.until) IN (SELECT j.since, j.until FROM judge j);
  INSERT INTO figure SELECT n, j.since, j.until, j.scope, j.code, j.staff, j.unknown, coalesce(j.levels, 0), j.num,
    j.den, 0 FROM judge j $$;

-- What is hidden of the parts of a school year; the others are told.
CREATE OR REPLACE FUNCTION hide(n int, f date, days date[], scopes text[], codes text[], bits int[]) RETURNS void
LANGUAGE sql AS $$
  UPDATE figure g SET hidden = 0 WHERE g.town = n AND g.since = f;
  UPDATE figure g SET hidden = x.bits FROM unnest(days, scopes, codes, bits) x(day, scope, code, bits)
    WHERE g.town = n AND g.since = f AND g.until = x.day AND g.scope = x.scope AND g.code = x.code $$;

-- The stored figures of the town anew: of the periods the town judges, and of all others that begin where what
-- is known of it begins, or later.
CREATE OR REPLACE FUNCTION refresh_town(n int, known_from date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE p record; BEGIN
  FOR p IN SELECT j.since, j.until FROM judge j UNION SELECT g.since, g.until FROM figure g
      WHERE g.town = n AND g.scope = 'city' AND (known_from IS NULL OR g.since >= known_from) LOOP
    PERFORM refresh(n, p.since, p.until);
  END LOOP; END $$;

-- What the town says of itself and the region does not find.
CREATE OR REPLACE FUNCTION judged(n int)
RETURNS TABLE (until date, scope text, code text, what text, theirs text, ours text) LANGUAGE sql STABLE AS $$
  SELECT j.until, j.scope, j.code, d.what, d.theirs, d.ours
  FROM judge j LEFT JOIN figure g ON g.town = n AND g.since = j.since AND g.until = j.until
      AND g.scope = j.scope AND g.code = j.code,
    LATERAL (SELECT 'staff' AS what, j.staff::text AS theirs, g.staff::text AS ours, 0 AS o
      UNION ALL SELECT 'unknown', j.unknown::text, g.unknown::text, 9
      UNION ALL SELECT 'levels', j.levels::text, g.levels::text, 10
      UNION ALL SELECT i.id, j.num[i.o] || '/' || j.den[i.o], g.num[i.o] || '/' || g.den[i.o], i.o
      FROM unnest(ARRAY['roadmap', 'assessed', 'trained', 'pathways', 'methodists', 'load', 'pathways_done', 'young'])
        WITH ORDINALITY i(id, o)) d
  WHERE d.theirs IS DISTINCT FROM d.ours AND (d.theirs IS NOT NULL OR d.what NOT IN ('unknown', 'levels'))
  ORDER BY j.scope <> 'city', j.until, j.scope, j.code, d.o $$;

CREATE OR REPLACE FUNCTION note_trouble(n int, said text, quarantine boolean) RETURNS void LANGUAGE sql AS $$
  UPDATE town SET trouble = said, trouble_at = now(), quarantined = quarantined OR quarantine WHERE town = n $$;

-- A town that is no more: the people go, the figures of its past stay.
CREATE OR REPLACE FUNCTION retire(n int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM person WHERE town = n; DELETE FROM fact WHERE town = n; DELETE FROM item WHERE town = n;
  DELETE FROM part WHERE town = n; DELETE FROM roster WHERE town = n; DELETE FROM batch WHERE town = n;
  UPDATE town SET retired = current_date, identity = NULL, sequence = NULL, head = NULL, level = NULL,
    roster_sequence = NULL, roster_hash = NULL, roster_received = NULL,
    quarantined = false, trouble = NULL, trouble_at = NULL WHERE town = n AND retired IS NULL;
END $$;
