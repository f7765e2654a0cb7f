/* SPDX-License-Identifier: MIT
 * save_cost.c - one durable save of a person, against a bare LMDB commit of the same bytes.
 *
 *   save_cost DIR PEOPLE_CODE        DIR: a database with people (it is written to)
 *
 * Saves and bare commits take turns, so that both see the same disk. The bare commit puts as many
 * bytes under as many keys in as many tables as a save does: image, old image, journal row, two
 * blocks of words (one comes, one goes), moved index keys, the block of columns (each save moves a
 * date).
 * Prints for each the median in milliseconds and what 99 of a hundred do not exceed, then the
 * median of a save's CPU time and how many there were.
 */
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "db/record/codec.h"
#include "db/record/columns.h"
#include "tests/lib/visitor_help.h"
#include "service/record/register.h"
#include "tests/lib/in_view.h"
#include "tests/lib/tally.h"

enum { ROUNDS = 400, TABLES = 7, REPLACED = 4, JOURNAL_ROW = 190, WORDS = 3500 };

static void
must(int rc, const char *what)
{
	if (rc == 0)
		return;
	fprintf(stderr, "save_cost: %s: %d\n", what, rc);
	exit(1);
}

struct bare {
	MDB_env *env;
	MDB_dbi tables[TABLES];
	size_t sizes[TABLES];
};

static void
bare_open(struct bare *b, const char *dir)
{
	MDB_txn *txn;
	char name[2] = "a", path[4096];

	snprintf(path, sizeof(path), "%s/bare", dir);
	mkdir(path, 0700);
	must(mdb_env_create(&b->env), "create");
	must(mdb_env_set_mapsize(b->env, (size_t)1 << 30), "map");
	must(mdb_env_set_maxdbs(b->env, TABLES), "tables");
	must(mdb_env_open(b->env, path, MDB_NORDAHEAD, 0600), "open");
	must(mdb_txn_begin(b->env, NULL, 0, &txn), "begin");
	for (int i = 0; i < TABLES; i++, name[0]++)
		must(mdb_dbi_open(txn, name, MDB_CREATE, &b->tables[i]), "table");
	must(mdb_txn_commit(txn), "commit");
}

/* One commit: a value of its usual size in each table. */
static void
bare_save(struct bare *b, unsigned round)
{
	static char bytes[65536];
	MDB_txn *txn;

	memset(bytes, (int)round, sizeof(bytes));
	must(mdb_txn_begin(b->env, NULL, 0, &txn), "begin");
	for (int i = 0; i < TABLES; i++) {
		unsigned key =
		    i < REPLACED ? 1 : round; /* image and blocks are replaced, the rest is added */
		MDB_val k = {sizeof(key), &key}, v = {b->sizes[i], bytes};

		must(mdb_put(txn, b->tables[i], &k, &v, 0), "put");
	}
	must(mdb_txn_commit(txn), "commit");
}

/* The sizes of what a save of this record writes. */
static void
measure(struct bare *b, struct store *st, const struct record *r)
{
	struct buf body = {0}, image = {0};
	size_t pairs = codec_put_body(&body, r);
	struct txn *t = txn_read(st);

	codec_put_image(&image, r->stamp, buf_slice(&body), pairs);
	b->sizes[0] = image.len;
	b->sizes[1] = b->sizes[2] = WORDS;
	b->sizes[3] = columns_stored(t, KIND_PEOPLE, r->id / COLUMNS_BLOCK).len;
	b->sizes[4] = image.len; /* history */
	b->sizes[5] = JOURNAL_ROW;
	b->sizes[6] = 0; /* an index key */
	txn_abort(t);
	buf_free(&body);
	buf_free(&image);
}

static void
save(struct session *s, struct record *r, unsigned round)
{
	const struct field *phone = field_find(KIND_PEOPLE, "phone");
	struct person *p = (struct person *)r;
	struct saved saved;
	struct error e = {0};
	char text[32];
	int n = snprintf(text, sizeof(text), "+7 900 %07u", round);

	record_set_text(r, phone, text, (size_t)n);
	p->career_start = p->hired - (int32_t)(round % 300);
	if (save_record(s, r, &saved, &e) != ST_OK || saved.unchanged) {
		fprintf(stderr, "save_cost: %s\n", error_text(&e));
		exit(1);
	}
	r->stamp = saved.stamp;
}

int
main(int argc, char **argv)
{
	static struct tally saves, cpu, bares;
	struct session *s;
	struct record *r;
	struct bare b = {0};
	struct error e = {0};

	if (argc != 3)
		return 2;
	if (session_open(&s, argv[1], AS(NULL), &e) != ST_OK ||
	    (r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, argv[2]))) == NULL) {
		fprintf(stderr, "save_cost: %s\n", error_text(&e));
		return 1;
	}
	bare_open(&b, argv[1]);
	measure(&b, s->store, r);
	for (unsigned i = 0; i < ROUNDS; i++) {
		double start = wall_ms(), busy = cpu_ms(), between;

		save(s, r, i + (unsigned)start);
		tally_add(&cpu, cpu_ms() - busy);
		between = wall_ms();
		bare_save(&b, i);
		tally_add(&bares, wall_ms() - between);
		tally_add(&saves, between - start);
	}
	printf("save %.3f %.3f bare %.3f %.3f cpu %.3f rounds %zu\n", tally_middle(&saves),
	    tally_p99(&saves), tally_middle(&bares), tally_p99(&bares), tally_middle(&cpu),
	    saves.count);
	record_free(r);
	session_close(s);
	mdb_env_close(b.env);
	return 0;
}
