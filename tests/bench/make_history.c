/* SPDX-License-Identifier: MIT
 * make_history.c - a town that has been at work: SAVES of one person, and as many of the others in
 * turn, each as a form saves it.
 *
 *   make_history DIR PEOPLE_CODE SAVES      DIR: a database of make_people's people
 *
 * The one gets a name that stands first in the list. A save is as durable as the folder: where the
 * folder is in memory, 100,000 take seconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/record/register.h"
#include "tests/lib/in_view.h"
#include "tests/lib/visitor_help.h"

static const char first_surname[] = "Аа";

static void
fail(const struct error *e)
{
	fprintf(stderr, "make_history: %s\n", error_text(e));
	exit(1);
}

/* Another telephone and another date: an index and a block of columns change besides the record. */
static void
save(struct session *s, struct record *r)
{
	struct person *p = (struct person *)r;
	struct saved saved;
	struct error e = {0};
	char phone[32];
	int n = snprintf(
	    phone, sizeof(phone), "+7 901 %07llu", (unsigned long long)r->stamp % 10000000);

	record_set_text(r, field_find(KIND_PEOPLE, "phone"), phone, (size_t)n);
	p->career_start = p->hired - (int32_t)(r->stamp % 300);
	if (save_record(s, r, &saved, &e) != ST_OK)
		fail(&e);
	r->stamp = saved.stamp;
}

static struct record *
load(struct session *s, uint64_t id)
{
	return IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
}

int
main(int argc, char **argv)
{
	uint64_t people, id = 0;
	struct record *one, *other;
	struct session *s;
	struct error e = {0};
	struct view v;

	if (argc != 4)
		return 2;
	if (session_open(&s, argv[1], AS(NULL), &e) != ST_OK ||
	    (one = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, argv[2]))) == NULL)
		fail(&e);
	view_open(&v, s);
	people = txn_count(v.txn, table_of(KIND_PEOPLE));
	view_close(&v);
	record_set_text(
	    one, field_find(KIND_PEOPLE, "surname"), first_surname, strlen(first_surname));
	for (long i = atol(argv[3]); i > 0; i--) {
		save(s, one);
		id = id % people + 1;
		if (id == one->id)
			id = id % people + 1;
		other = load(s, id);
		save(s, other);
		record_free(other);
	}
	record_free(one);
	session_close(s);
	return 0;
}
