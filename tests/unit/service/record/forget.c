/* SPDX-License-Identifier: MIT
 * forget.c - what goes with somebody who is destroyed, what only loses their name, and what others
 * type or write meanwhile.
 */
#include "tests/lib/lab.h"
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "db/record/draft.h"
#include "mail/outbox.h"
#include "service/record/forget.h"
#include "tests/lib/in_view.h"

struct forgotten_town {
	struct town town;
	char home[LAB_PATH]; /* of what cannot be written into the database */
	uint64_t gone;       /* who has left, P1 */
};

static uint64_t
add(struct session *s, enum kind kind, const char *const *pairs)
{
	return town_save(s, town_record(s, kind, pairs));
}
#define ADD(s, kind, ...) add(s, kind, (const char *const[]){__VA_ARGS__, NULL})

static int
set_up(void **state)
{
	struct forgotten_town *f = calloc(1, sizeof(*f));
	struct session *s;

	assert_non_null(f);
	lab_folder(f->home);
	setenv("XDG_STATE_HOME", f->home, 1);
	town_create(&f->town);
	s = f->town.s;
	town_school(s, "O001", "Школа № 1");
	f->gone = ADD(s, KIND_PEOPLE, "code=P1", "surname=Ушедшая", "given_name=Ольга",
	    "organisation=O001", "position=учитель", "staff_kind=педагог", "hired=2015-09-01",
	    "dismissed=2026-01-31", "email=gone@example.org");
	town_person(s, "P2", "Белова", "Инна", "Ивановна");
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct forgotten_town *f = *state;

	lab_remove(f->home);
	session_close(f->town.s);
	lab_remove(f->town.dir);
	free(f);
	return 0;
}

static enum status
forget(struct session *s, struct forgotten *out, struct error *e)
{
	enum status st = forget_person(s, "P1", "запрос", out, e);

	buf_free(&out->name);
	return st;
}

static void
assert_refused(struct session *s, const char *words)
{
	struct forgotten done;
	struct error e = {0};

	assert_not_done(forget(s, &done, &e), &e, words);
	assert_int_not_equal(IN_VIEW(s, records_find(VIEW->txn, KIND_PEOPLE, slice_of("P1"))), 0);
}

static void
nothing_goes_that_is_needed(void **state)
{
	struct forgotten_town *f = *state;
	struct session *s = f->town.s;
	struct session *clerk = town_second(&f->town, "petya", "clerk");
	struct account a = {.name = "anna", .full_name = "Анна", .role = "clerk", .person = "P1"};
	struct forgotten done;
	struct error e = {0};

	assert_int_equal(forget(clerk, &done, &e), ST_DENIED);
	town_change(s, KIND_PEOPLE, f->gone, "dismissed=2026-06-01"); /* tomorrow */
	assert_refused(s, "ещё работает");
	town_change(s, KIND_PEOPLE, f->gone, "dismissed=2026-05-31");
	assert_done(session_account_save(s, &a, true, &e), &e);
	assert_refused(s, "за этого человека учётная запись «anna»");
	assert_done(session_account_remove(s, "anna", &e), &e);
	/* the rules are others by now: nothing is written */
	s->actor.rules++;
	assert_refused(s, "ничего не уничтожено");
	s->actor.rules--;
	assert_done(forget(s, &done, &e), &e);
	assert_int_equal(forget(s, &done, &e), ST_NOTFOUND);
	town_second_close(clerk);
}

/* The record of a council's member rests on the meeting, that of a head without an order on none.
 */
static void
what_the_law_keeps_stops_it(void **state)
{
	struct forgotten_town *f = *state;
	struct session *s = f->town.s;
	struct forgotten done;
	struct error e = {0};
	uint64_t id;

	ADD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО");
	ADD(s, KIND_ASSOCIATION_HEADS, "association=A1", "person=P1", "from=2020-09-01",
	    "to=2021-01-01", "manner=избран", "basis=собрание");
	ADD(s, KIND_ASSESSMENTS, "person=P1", "date=2025-05-12", "kind=ФИОКО", "level=высокий");
	ADD(s, KIND_MEETINGS, "code=M1", "number=1", "date=2026-01-01", "seats=9");
	ADD(s, KIND_APPLICATIONS, "code=AP1", "submitted=2025-10-01", "person=P2", "surname=Белова",
	    "given_name=Инна", "organisation=O001", "position=учитель");
	id = ADD(s, KIND_VOTES, "meeting=M1", "application=AP1", "member=P1", "vote=за");
	assert_refused(s, "хранится вместе с приказом или протоколом");
	town_delete(s, KIND_VOTES, id);
	assert_done(forget(s, &done, &e), &e);
	assert_int_equal(done.destroyed[KIND_ASSOCIATION_HEADS], 1);
	assert_int_equal(done.destroyed[KIND_ASSESSMENTS], 1);
	assert_int_equal(done.destroyed[KIND_VOTES], 0);
}

/* Named in two places of a record, taken out of both: it is one record. */
static void
who_is_named_twice_is_taken_out_once(void **state)
{
	struct session *s = ((struct forgotten_town *)*state)->town.s;
	uint64_t id = ADD(s, KIND_RESOURCES, "code=R1", "title=Сборник", "kind=методический",
	    "author=P1", "reviewer=P1", "added=2025-09-01");
	struct resource *r;
	struct forgotten done;
	struct error e = {0};

	assert_done(forget(s, &done, &e), &e);
	assert_int_equal(done.cleared, 1);
	r = (struct resource *)IN_VIEW(s, register_load(VIEW, KIND_RESOURCES, id));
	assert_int_equal(r->author, 0);
	assert_int_equal(r->reviewer, 0);
	record_free(&r->base);
}

/* Where letters went, in whatever letters the address was written; what the record said before goes
 * with it, and its history says so. */
static void
addresses_go_with_their_history(void **state)
{
	struct forgotten_town *f = *state;
	struct session *s = f->town.s;
	struct record *mailing;
	struct forgotten done;
	struct error e = {0};
	struct step *steps;
	uint64_t id;
	size_t n;

	town_change(s, KIND_PEOPLE, f->gone, "email=GONE@example.org"); /* the same */
	town_change(s, KIND_PEOPLE, f->gone, "email=");
	town_delete(s, KIND_PEOPLE, f->gone);
	assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
	ADD(s, KIND_PEOPLE, "code=P3", "surname=Школьная", "given_name=Анна", "organisation=O001",
	    "position=учитель", "staff_kind=педагог", "hired=2015-09-01",
	    "email=shared@example.org");
	ADD(s, KIND_APPLICATIONS, "code=AP1", "submitted=2025-10-01", "person=P1",
	    "surname=Ушедшая", "given_name=Ольга", "organisation=O001", "position=учитель",
	    "email=shared@example.org");
	id = ADD(s, KIND_MAILINGS, "code=ML1", "date=2026-03-01", "subject=Старая", "text=Текст",
	    "audience=city");
	mailing = IN_VIEW(s, register_load(VIEW, KIND_MAILINGS, id));
	record_set_text(mailing, field_find(KIND_MAILINGS, "addresses"),
	    "gone@example.org\nshared@example.org", strlen("gone@example.org\nshared@example.org"));
	town_save(s, mailing);
	assert_done(forget(s, &done, &e), &e);
	mailing = IN_VIEW(s, register_load(VIEW, KIND_MAILINGS, id));
	assert_string_equal(((struct mailing *)mailing)->addresses, "shared@example.org");
	record_free(mailing);
	n = IN_VIEW(s, register_history(VIEW, KIND_MAILINGS, id, UINT64_MAX, 9, &steps));
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(steps[i].how, '~');
		assert_int_equal(steps[i].count, 0);
	}
	register_history_free(steps, n);
}

static void
two_records_do_not_become_one(void **state)
{
	struct session *s = ((struct forgotten_town *)*state)->town.s;

	ADD(s, KIND_SUPPORT, "person=P2", "form=наставничество", "mentor=P1", "from=2025-09-01");
	ADD(s, KIND_SUPPORT, "person=P2", "form=наставничество", "from=2025-09-01");
	assert_refused(s, "две записи стали бы одинаковыми");
}

static void
type_draft(struct session *s, const char *account, struct draft *d)
{
	struct error e = {0};

	assert_int_equal(draft_save(s->store, account, d, &e), ST_OK);
	draft_free(d);
}

/* Four about somebody else or nobody, three about whoever has left. */
static void
type_drafts(struct session *s, uint64_t gone)
{
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, gone)};

	draft_put(&d, "phone", "1");
	type_draft(s, "petya", &d);
	d = (struct draft){.of = draft_of_form(KIND_REQUESTS, DRAFT_NEW | 1)};
	draft_put(&d, "subject", "о помощи");
	draft_put_ref(&d, "assigned", KIND_PEOPLE, gone);
	type_draft(s, "petya", &d);
	d = (struct draft){.of = draft_of_form(KIND_ASSESSMENTS, DRAFT_NEW | 2)};
	draft_put(&d, "person", "P1");
	type_draft(s, "boss", &d);
	d = (struct draft){.of = draft_of_form(KIND_ORGANISATIONS, gone)};
	draft_put(&d, "name", "Школа");
	type_draft(s, "petya", &d);
	d = (struct draft){.of = draft_of_form(KIND_REQUESTS, DRAFT_NEW | 3)};
	draft_put_ref(&d, "assigned", KIND_PEOPLE, gone + 1);
	draft_put_ref(&d, "organisation", KIND_ORGANISATIONS, gone);
	draft_put(&d, "subject", "P11");
	type_draft(s, "petya", &d);
}

static size_t
drafts_of(struct session *s, const char *account)
{
	struct draft *drafts;
	size_t count = draft_list(s->store, account, &drafts);

	free(drafts);
	return count;
}

/* In the database, and where they were kept while it could not be written. */
static void
drafts_about_them_go(void **state)
{
	struct forgotten_town *f = *state;
	struct session *s = f->town.s, *clerk = town_second(&f->town, "petya", "clerk");
	char file[700], elsewhere[720];
	struct buf folder = {0};
	struct forgotten done;
	struct error e = {0};

	type_drafts(s, f->gone);
	snprintf(file, sizeof(file), "%s/data.mdb", f->town.dir);
	snprintf(elsewhere, sizeof(elsewhere), "%s.elsewhere", file);
	assert_int_equal(rename(file, elsewhere), 0);
	assert_int_equal(draft_rescue(s->store, "petya", &folder), 4);
	assert_int_equal(rename(elsewhere, file), 0);
	assert_int_equal(lab_entries(buf_text(&folder)), 4);
	assert_done(forget(s, &done, &e), &e);
	assert_int_equal(done.drafts, 3);
	assert_int_equal(drafts_of(s, "petya"), 2);
	assert_int_equal(drafts_of(s, "boss"), 0);
	assert_int_equal(lab_entries(buf_text(&folder)), 2);
	buf_free(&folder);
	town_second_close(clerk);
}

static void
put_letter(const struct session *s, const char *name, const char *to)
{
	struct outbox box;
	struct buf letter = {0};
	struct error e = {0};

	buf_printf(&letter, "To: %s\nSubject: x\n\nx\n", to);
	assert_done(outbox_open(&box, store_dir(s->store), &e), &e);
	assert_done(outbox_begin(&box, name, NULL, NULL, &e), &e);
	assert_done(outbox_add(&box, buf_slice(&letter), &e), &e);
	assert_done(outbox_seal(&box, &e), &e);
	assert_done(outbox_finish(&box, &e), &e);
	outbox_close(&box);
	buf_free(&letter);
}

/* Planned anew when others have written, at last while they wait; the act tells of the letters that
 * went with the first plan. */
static void
it_is_done_though_others_write(void **state)
{
	struct forgotten_town *f = *state;
	struct session *s = f->town.s, *clerk = town_second(&f->town, "petya", "clerk");
	struct forgotten done;
	struct error e = {0};

	put_letter(s, "ML1", "gone@example.org");
	put_letter(s, "ML2", "stays@example.org");
	meanwhile(town_one_more_school, clerk, 1000);
	assert_done(forget(s, &done, &e), &e);
	assert_true(meanwhile_left() < 1000);
	assert_int_equal(done.tries, STORE_TRIES + 1);
	assert_int_equal(done.letters, 1);
	assert_int_equal(done.destroyed[KIND_PEOPLE], 1);
	town_second_close(clerk);
}

int
main(void)
{
#define ONE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    ONE(nothing_goes_that_is_needed),
	    ONE(what_the_law_keeps_stops_it),
	    ONE(who_is_named_twice_is_taken_out_once),
	    ONE(addresses_go_with_their_history),
	    ONE(two_records_do_not_become_one),
	    ONE(drafts_about_them_go),
	    ONE(it_is_done_though_others_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
