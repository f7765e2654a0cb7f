/* SPDX-License-Identifier: MIT
 * search.c - words typed over both towns find what a plain search of every record finds, as
 * imported and after changes.
 */
#include "tests/lib/exchange_help.h"

#include "db/record/change.h"
#include "db/record/records.h"
#include "service/core/session.h"
#include "tests/lib/db_help.h"
#include "tests/lib/plain_search.h"

static void
compare(struct place *p, size_t queries)
{
	struct txn *t = txn_read(p->session->store);

	assert_true(plain_search_compare(t, queries) > queries * 5);
	txn_abort(t);
	lab_verify(p->session->store);
}

/* Every tenth of the people takes the surname of the one met before, and another with it. */
static void
mix_people(struct place *p)
{
	struct change *c = change_new(p->session->store, &lab_actor, "mix", "");
	struct txn *t = txn_read(p->session->store);
	struct walk *w = walk_by_id(t, KIND_PEOPLE);
	struct record *r = record_new(KIND_PEOPLE);
	struct buf surname = {0}, taken = {0};
	uint64_t id;

	while (walk_next(w, &id)) {
		if (id % 10 != 0)
			continue;
		records_get(t, id, r);
		buf_puts(&taken, buf_text(&surname));
		buf_clear(&surname);
		buf_puts(&surname, record_text(r, field_find(KIND_PEOPLE, "surname")));
		buf_puts(&taken, "-Смоктуновская");
		lab_set(r, "surname", buf_text(&taken));
		change_put(c, r);
		buf_clear(&taken);
	}
	walk_close(w);
	txn_abort(t);
	help_commit(c);
	record_free(r);
	buf_free(&surname);
	buf_free(&taken);
}

static void
check_town(const char *folder)
{
	struct outcome o = {0};
	struct place p;

	place_make(&p);
	import_folder(&p, folder, &o);
	assert_accepted(&o);
	outcome_free(&o);
	compare(&p, 60);
	mix_people(&p);
	compare(&p, 20);
	place_close(&p);
}

static void
strezhevoy(void **state)
{
	(void)state;
	check_town("tests/data/strezhevoy");
}

static void
kuznetsk(void **state)
{
	(void)state;
	check_town("tests/data/kuznetsk");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strezhevoy),
	    cmocka_unit_test(kuznetsk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
