-- shards.sql - subjects of the Federation on other servers. Here their towns, parts, figures, batches and lists are
-- foreign partitions, to be read; people, facts and items are there alone, and what comes of them is asked there.
-- Whoever writes connects to the server that owns the town. dblink and postgres_fdw are only called where there is a
-- shard: most regions have neither.
SET search_path = region, pg_temp;

-- server: the foreign server's name, host:port/database; address: how the program connects to it
CREATE TABLE IF NOT EXISTS shard (subject int PRIMARY KEY, server name NOT NULL, address text NOT NULL);

-- What lies here of [lo, hi): one range where nothing has been moved away.
CREATE OR REPLACE FUNCTION here(lo int, hi int) RETURNS TABLE (low int, high int) LANGUAGE sql STABLE AS $$
  SELECT greatest(lo, b), least(hi, e) FROM (
    SELECT (coalesce(lag(subject) OVER (ORDER BY subject), -1) + 1) * 1000000 AS b, subject * 1000000 AS e FROM shard
    UNION ALL SELECT (coalesce(max(subject), -1) + 1) * 1000000, 100000000 FROM shard) gap
  WHERE greatest(lo, b) < least(hi, e) ORDER BY 1 $$;

-- The question to every server that has something of [lo, hi), at the same time; the own part meanwhile. Of each
-- server those subjects count that are on it: a move that was broken off may have left others behind.
CREATE OR REPLACE FUNCTION ask(f date, t date, lo int, hi int, deep boolean)
RETURNS TABLE (town int, scope text, code text, staff int, unknown int, levels smallint, num int[], den int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = region, pg_temp AS $$
DECLARE s name; r record; asked name[] := '{}'; form text := 'r(town int, scope text, code text, staff int, unknown int, levels smallint, num int[], den int[])';
BEGIN
  FOR s IN SELECT DISTINCT x.server FROM shard x WHERE x.subject * 1000000 < hi AND (x.subject + 1) * 1000000 > lo LOOP
    BEGIN
      IF s = ANY (coalesce(public.dblink_get_connections(), '{}')) THEN PERFORM public.dblink_disconnect(s); END IF;
      PERFORM public.dblink_connect(s, s);
      PERFORM public.dblink_send_query(s, format('SELECT * FROM region.ask(%L, %L, %s, %s, %L) r WHERE r.town / 1000000 = ANY (%L)', f, t, lo, hi, deep,
        (SELECT array_agg(x.subject) FROM shard x WHERE x.server = s)));
    EXCEPTION WHEN sqlclient_unable_to_establish_sqlconnection THEN
      RAISE EXCEPTION '%: %', s, SQLERRM USING ERRCODE = '08001';
    END;
    asked := asked || s;
  END LOOP;
  FOR r IN SELECT * FROM here(lo, hi) LOOP
    RETURN QUERY SELECT * FROM ask_here(f, t, r.low, r.high, deep);
  END LOOP;
  FOREACH s IN ARRAY asked LOOP
    RETURN QUERY EXECUTE format('SELECT * FROM public.dblink_get_result(%L) AS %s', s, form);
    PERFORM public.dblink_disconnect(s);
  END LOOP;
END $$;

-- The keys of a table: PostgreSQL hangs no foreign partition under one that is unique, so each partition has its own.
CREATE OR REPLACE FUNCTION key_of(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT k FROM (VALUES ('town', 'town'), ('part', 'town, kind, code'), ('figure', 'town, since, until, scope, code'),
    ('batch', 'town, hash'), ('roster', 'town, place')) x(name, k) WHERE name = t $$;
CREATE OR REPLACE FUNCTION free_keys() RETURNS void LANGUAGE plpgsql AS $$
DECLARE t text; c name; p regclass; BEGIN
  FOREACH t IN ARRAY ARRAY['town', 'part', 'figure', 'batch', 'roster'] LOOP
    SELECT conname INTO c FROM pg_constraint WHERE conrelid = ('region.' || t)::regclass AND contype = 'p';
    CONTINUE WHEN NOT FOUND;
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', t, c);
    FOR p IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = ('region.' || t)::regclass LOOP
      EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (%s)', p, key_of(t));
    END LOOP;
  END LOOP; END $$;

-- Whoever writes about a town of a subject holds this together with others (store/shards.c); whoever moves it, alone.
CREATE OR REPLACE FUNCTION hold_subject(s int) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtext('metodaktiv-region subject'), s) $$;

-- The columns of a table: as a new one is declared, as they are listed.
CREATE OR REPLACE FUNCTION columns_of(t text, OUT typed text, OUT listed text) LANGUAGE sql STABLE AS $$
  SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum),
    string_agg(quote_ident(attname), ', ' ORDER BY attnum)
  FROM pg_attribute WHERE attrelid = ('region.' || t)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' $$;

-- A subject moves to a foreign server, which has its tables, empty. All of it or nothing: the other server commits
-- first, and what stands there counts when this transaction is committed.
CREATE OR REPLACE FUNCTION move_subject(s int, srv name, addr text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE t text; mine text; typed text; listed text; moved bigint; towns bigint := 0; BEGIN
  LOCK TABLE town, part, person, fact, item, figure, batch, roster IN ACCESS EXCLUSIVE MODE;
  IF to_regclass('region.left_town_' || s) IS NOT NULL THEN RAISE serialization_failure; END IF;
  PERFORM free_keys();
  FOREACH t IN ARRAY ARRAY['part', 'person', 'fact', 'item', 'figure', 'batch', 'roster', 'town'] LOOP
    mine := t || '_' || s;
    SELECT * INTO typed, listed FROM columns_of(t);
    EXECUTE format('CREATE FOREIGN TABLE leaving (%s) SERVER %I OPTIONS (schema_name ''region'', table_name %L, batch_size ''1000'')',
      typed, srv, mine);
    EXECUTE format('INSERT INTO leaving SELECT %s FROM %I', listed, mine);
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF t = 'town' THEN towns := moved; END IF;
    DROP FOREIGN TABLE leaving;
    EXECUTE format('DROP TABLE %I', mine);
    CONTINUE WHEN key_of(t) IS NULL;
    EXECUTE format('CREATE FOREIGN TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s) SERVER %I OPTIONS (schema_name ''region'', table_name %L)',
      mine, t, s * 1000000, (s + 1) * 1000000, srv, mine);
  END LOOP;
  INSERT INTO shard VALUES (s, srv, addr);
  RETURN towns; END $$;

-- A subject comes back from a foreign server: a copy of all of it, which counts when this transaction is committed.
-- What stands there still is left to clear_left(), for the other server would commit first. False: it is not there.
CREATE OR REPLACE FUNCTION return_subject(s int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE t text; typed text; listed text; srv name; BEGIN
  PERFORM hold_subject(s);
  DELETE FROM shard WHERE subject = s RETURNING server INTO srv;
  IF NOT FOUND THEN RETURN false; END IF;
  LOCK TABLE town, part, person, fact, item, figure, batch, roster IN ACCESS EXCLUSIVE MODE;
  FOREACH t IN ARRAY ARRAY['town', 'part', 'figure', 'batch', 'roster'] LOOP
    EXECUTE format('DROP FOREIGN TABLE %I', t || '_' || s);
  END LOOP;
  PERFORM make_subject(s);
  FOREACH t IN ARRAY ARRAY['part', 'person', 'fact', 'item', 'figure', 'batch', 'roster', 'town'] LOOP
    SELECT * INTO typed, listed FROM columns_of(t);
    EXECUTE format('CREATE FOREIGN TABLE %I (%s) SERVER %I OPTIONS (schema_name ''region'', table_name %L)',
      'left_' || t || '_' || s, typed, srv, t || '_' || s);
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I', t || '_' || s, listed, listed, 'left_' || t || '_' || s);
  END LOOP;
  RETURN true; END $$;

-- What a subject that is back has left there; nothing more is to be done of it, and of its server where that has
-- no other. How many towns are back; NULL: nothing was left.
CREATE OR REPLACE FUNCTION clear_left(s int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE t text; srv name; BEGIN
  PERFORM hold_subject(s);
  SELECT f.srvname INTO srv FROM pg_foreign_table x JOIN pg_foreign_server f ON f.oid = x.ftserver
    WHERE x.ftrelid = to_regclass('region.left_town_' || s);
  IF NOT FOUND THEN RETURN NULL; END IF;
  FOREACH t IN ARRAY ARRAY['part', 'person', 'fact', 'item', 'figure', 'batch', 'roster', 'town'] LOOP
    EXECUTE format('TRUNCATE %I', 'left_' || t || '_' || s);
    EXECUTE format('DROP FOREIGN TABLE %I', 'left_' || t || '_' || s);
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_foreign_table x JOIN pg_foreign_server f ON f.oid = x.ftserver WHERE f.srvname = srv) THEN
    EXECUTE format('DROP SERVER %I CASCADE', srv);
  END IF;
  RETURN (SELECT count(*) FROM town w WHERE w.town / 1000000 = s); END $$;
