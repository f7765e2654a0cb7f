/* SPDX-License-Identifier: MIT
 * service_register.c - saving, removing, names, codes, who refers to whom.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include <sys/wait.h>

#include "db/record/draft.h"
#include "tests/lib/in_view.h"

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_school(town->s, "O001", "МБОУ «СОШ № 8»");
	*state = town;
	return 0;
}

static struct record *
new_person(struct session *s)
{
	return RECORD(s, KIND_PEOPLE, "code=P0001", "surname=Озерская", "given_name=Ирина",
	    "patronymic=Григорьевна", "birth_date=1991-05-31", "organisation=O001",
	    "position=учитель", "staff_kind=педагог", "hired=2020-09-01");
}

static void
saves_and_notices_that_nothing_changed(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = new_person(s), *stored;
	struct saved saved, again;
	struct error e = {0};

	assert_int_equal(save_record(s, r, &saved, &e), ST_OK);
	assert_int_not_equal(saved.id, 0);
	assert_false(saved.unchanged);
	assert_int_equal(r->id, 0); /* the clerk's copy is not touched */
	stored = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0001"));
	assert_non_null(stored);
	assert_int_equal(stored->id, saved.id);
	assert_int_equal(stored->stamp, saved.stamp);
	assert_true(record_equal(stored, r));
	assert_int_equal(save_record(s, stored, &again, &e), ST_OK);
	assert_true(again.unchanged);
	assert_int_equal(again.stamp, saved.stamp);
	SET(s, stored, "position=директор");
	assert_int_equal(save_record(s, stored, &again, &e), ST_OK);
	assert_false(again.unchanged);
	assert_int_equal(again.id, saved.id);
	assert_true(again.stamp > saved.stamp);
	record_free(stored);
	record_free(r);
	assert_null(IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, 999)));
	assert_null(IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P9999")));
}

struct told {
	int count;
	char fields[200], last[400];
};

static void
tell(void *context, const struct field *f, const char *sentence)
{
	struct told *told = context;
	size_t len = strlen(told->fields);

	told->count++;
	snprintf(told->fields + len, sizeof(told->fields) - len, "%s ", f->id);
	snprintf(told->last, sizeof(told->last), "%s", sentence);
}

static int
check(struct session *s, const struct record *r, fault_fn *report, void *context)
{
	struct view v;
	int faults;

	view_open(&v, s);
	faults = register_check(&v, r, report, context);
	view_close(&v);
	return faults;
}

static void
keep_draft(struct session *s, uint64_t id)
{
	struct draft_field field = {.id = "surname", .text = "Белых"};
	struct draft d = {.of = draft_of_form(KIND_PEOPLE, id), .fields = &field, .count = 1};

	assert_int_equal(draft_save(s->store, s->account.name, &d, NULL), ST_OK);
}

static bool
has_draft(struct session *s, uint64_t id)
{
	struct draft d;
	bool found = draft_load(s->store, s->account.name, draft_of_form(KIND_PEOPLE, id), &d);

	if (found)
		draft_free(&d);
	return found;
}

static enum status
save_with_draft(struct session *s, const struct record *r, uint64_t draft, struct saved *saved)
{
	struct save save = {.record = r, .drop_draft = true, .draft = draft};
	struct error e = {0};
	enum status st;
	struct view v;

	view_open(&v, s);
	st = register_save(&v, &save, saved, &e);
	assert_null(v.txn);
	return st;
}

/* The draft goes with the record: in the same transaction, or not at all. */
static void
takes_the_draft_along(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = new_person(s);
	struct saved saved;
	uint64_t version;

	keep_draft(s, 0);
	keep_draft(s, 7);
	SET(s, r, "surname=");
	assert_int_equal(save_with_draft(s, r, 0, &saved), ST_INVALID);
	assert_true(has_draft(s, 0));
	SET(s, r, "surname=Белых");
	version = store_version(s->store);
	assert_int_equal(save_with_draft(s, r, 0, &saved), ST_OK);
	assert_int_equal(store_version(s->store), version + 1);
	assert_false(has_draft(s, 0));
	assert_true(has_draft(s, 7));
	r->id = saved.id;
	r->stamp = saved.stamp;
	assert_int_equal(save_with_draft(s, r, 7, &saved), ST_OK);
	assert_true(saved.unchanged);
	assert_false(has_draft(s, 7));
	record_free(r);
}

static void
refuses_what_is_not_whole(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = new_person(s);
	struct told told = {0};
	struct saved saved;
	struct error e = {0};
	int faults;

	SET(s, r, "surname=", "hired=1980-01-01");
	faults = check(s, r, tell, &told);
	assert_int_equal(faults, 2);
	assert_int_equal(told.count, faults);
	assert_non_null(strstr(told.fields, "surname"));
	assert_int_equal(check(s, r, NULL, NULL), faults);
	assert_int_equal(save_record(s, r, &saved, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "Фамилия"));
	assert_non_null(strstr(e.text, "всего ошибок"));
	assert_null(IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0001")));
	record_free(r);
}

static void
names_the_owner_of_a_key(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t id = town_save(s, new_person(s)), second;
	struct record *r = new_person(s);
	struct saved saved;
	struct told told = {0};
	struct error e = {0};

	SET(s, r, "surname=Другая");
	assert_int_equal(save_record(s, r, &saved, &e), ST_INVALID);
	assert_string_equal(e.text, "код «P0001» уже есть: Озерская Ирина Григорьевна");
	record_free(r);
	r = RECORD(s, KIND_ASSESSMENTS, "person=P0001", "date=2025-06-29", "kind=ФИОКО");
	second = town_save(s, r);
	assert_int_not_equal(second, 0);
	r = RECORD(
	    s, KIND_ASSESSMENTS, "person=P0001", "date=2025-06-29", "kind=ФИОКО", "level=низкий");
	assert_int_equal(check(s, r, tell, &told), 1);
	assert_string_equal(
	    told.last, "такая запись уже есть: Озерская И. Г. · ФИОКО · 29.06.2025");
	record_free(r);
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	assert_int_equal(check(s, r, tell, &told), 0); /* not its own key */
	record_free(r);
}

static void
checks_references_and_modules(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct record *r = new_person(s);
	struct told told = {0};
	struct saved saved;
	struct error e = {0};

	record_set_ref(r, field_find(KIND_PEOPLE, "organisation"), 12345);
	assert_int_equal(check(s, r, tell, &told), 1);
	assert_string_equal(told.fields, "organisation ");
	record_free(r);
	assert_int_equal(town_rules(s, "tests/data/profiles/third.conf", &e), ST_OK);
	r = RECORD(s, KIND_MEETINGS, "code=M001", "number=1", "date=2026-01-01", "seats=9");
	assert_int_equal(save_record(s, r, &saved, &e), ST_INVALID);
	assert_non_null(strstr(e.text, "Заседания совета"));
	record_free(r);
}

static void
viewer_neither_saves_nor_removes(void **state)
{
	struct town *town = *state;
	uint64_t id = town_save(town->s, new_person(town->s));
	struct session *viewer = town_second(town, "gost", "viewer");
	struct record *r = IN_VIEW(viewer, register_load(VIEW, KIND_PEOPLE, id));
	struct saved saved;
	struct error e = {0};

	assert_non_null(r);
	SET(viewer, r, "position=директор");
	assert_int_equal(save_record(viewer, r, &saved, &e), ST_DENIED);
	assert_int_equal(register_remove(viewer, r, &e), ST_DENIED);
	assert_int_equal(register_undo(viewer, 0, NULL, NULL, &e), ST_DENIED);
	record_free(r);
	assert_int_equal(session_account_remove(town->s, "gost", &e), ST_OK);
	assert_null(IN_VIEW(viewer, register_load(VIEW, KIND_PEOPLE, id)));
	town_second_close(viewer);
}

static void
two_clerks_conflict(void **state)
{
	struct town *town = *state;
	struct session *other = town_second(town, "masha", "clerk");
	uint64_t id = town_save(town->s, new_person(town->s));
	struct record *mine = IN_VIEW(town->s, register_load(VIEW, KIND_PEOPLE, id));
	struct record *theirs = IN_VIEW(other, register_load(VIEW, KIND_PEOPLE, id));
	struct saved saved;
	struct error e = {0};

	SET(town->s, mine, "position=директор");
	SET(other, theirs, "position=завуч");
	assert_int_equal(save_record(other, theirs, &saved, &e), ST_OK);
	assert_int_equal(save_record(town->s, mine, &saved, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "изменена (masha, 31.05.2026"));
	assert_int_equal(register_remove(town->s, mine, &e), ST_CONFLICT);
	record_free(theirs);
	theirs = IN_VIEW(other, register_load(VIEW, KIND_PEOPLE, id));
	assert_int_equal(register_remove(other, theirs, &e), ST_OK);
	assert_int_equal(save_record(town->s, mine, &saved, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "удалена (masha"));
	assert_int_equal(register_remove(town->s, mine, &e), ST_NOTFOUND);
	record_free(mine);
	record_free(theirs);
	town_second_close(other);
}

/* What somebody else does before it is written. */
struct other {
	struct session *s;
	enum kind kind;
	uint64_t id;
	const char *pair; /* a field of theirs; NULL: they remove it */
	unsigned number;  /* of a new record of theirs */
};

static void
save_another(void *context)
{
	struct other *o = context;
	char code[16];

	snprintf(code, sizeof(code), "X%04u", o->number++);
	town_person(o->s, code, "Ли", "Анна", "");
}

static void
save_the_same(void *context)
{
	const struct other *o = context;

	town_save(o->s, new_person(o->s));
}

static void
change_or_remove(void *context)
{
	const struct other *o = context;

	if (o->pair == NULL)
		town_delete(o->s, o->kind, o->id);
	else
		town_change(o->s, o->kind, o->id, o->pair);
}

/* A new record finds its place, whoever takes places meanwhile; at last others wait. */
static void
a_new_record_is_saved_though_others_save_theirs(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct other o = {.s = town_second(town, "masha", "clerk")};
	struct record *r = new_person(s);
	struct saved saved;
	struct error e = {0};

	meanwhile(save_another, &o, 1000);
	assert_done(save_record(s, r, &saved, &e), &e);
	assert_true(meanwhile_left() < 1000);
	assert_int_equal(o.number, STORE_TRIES + 1);
	assert_int_equal(saved.id, o.number + 1);
	record_free(r);
	town_second_close(o.s);
}

/* What is met when it is written, and was not when it was looked at, is told as what it is. */
static void
what_others_did_before_it_was_written_is_told(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct other o = {.s = town_second(town, "masha", "clerk"), .kind = KIND_PEOPLE};
	struct record *r = new_person(s), *mine;
	struct saved saved;
	struct error e = {0};
	uint64_t second = town_school(s, "O002", "Лицей");

	meanwhile(save_the_same, &o, 1);
	assert_int_equal(save_record(s, r, &saved, &e), ST_INVALID);
	assert_string_equal(e.text, "код «P0001» уже есть: Озерская Ирина Григорьевна");
	record_free(r);

	o.id = town_id(s, KIND_PEOPLE, "P0001");
	o.pair = "position=завуч";
	mine = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, o.id));
	SET(s, mine, "position=директор");
	meanwhile(change_or_remove, &o, 1);
	assert_int_equal(save_record(s, mine, &saved, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "изменена (masha, 31.05.2026"));
	record_free(mine);

	mine = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, o.id));
	meanwhile(change_or_remove, &o, 1);
	o.pair = "position=методист";
	assert_int_equal(register_remove(s, mine, &e), ST_CONFLICT);
	assert_non_null(strstr(e.text, "изменена (masha, 31.05.2026"));
	record_free(mine);

	/* a school that goes while somebody comes to it */
	r = RECORD(s, KIND_PEOPLE, "code=P0002", "surname=Ли", "given_name=Анна",
	    "organisation=O002", "position=учитель", "staff_kind=педагог", "hired=2020-09-01");
	o = (struct other){.s = o.s, .kind = KIND_ORGANISATIONS, .id = second};
	meanwhile(change_or_remove, &o, 1);
	assert_int_equal(save_record(s, r, &saved, &e), ST_INVALID);
	assert_string_equal(e.text, "запись, на которую ссылается эта, тем временем удалена");
	record_free(r);

	/* and one to which somebody comes while it goes */
	mine = IN_VIEW(s, register_load_code(VIEW, KIND_ORGANISATIONS, "O001"));
	r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0001"));
	assert_done(register_remove(s, r, &e), &e);
	record_free(r);
	meanwhile(save_the_same, &o, 1);
	assert_int_equal(register_remove(s, mine, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "на неё ссылаются: «Люди» (Организация) — 1"));
	record_free(mine);

	/* rules that are others by now */
	mine = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P0001"));
	s->actor.rules++;
	assert_int_equal(register_remove(s, mine, &e), ST_RULES);
	s->actor.rules--;
	record_free(mine);
	assert_int_equal(meanwhile_left(), 0);
	town_second_close(o.s);
}

/* Saves new records as fast as it can, in a process of its own; the exit status says how it went.
 */
static void
save_many(const char *dir, char letter, int count)
{
	struct session *s;
	struct saved saved;
	struct error e = {0};
	int failed = 0;

	if (session_open(&s, dir, AS("boss"), &e) != ST_OK)
		_exit(1);
	for (int i = 0; i < count; i++) {
		struct record *r = RECORD(s, KIND_ORGANISATIONS, "name=Школа", "type=школа");
		char code[16];

		snprintf(code, sizeof(code), "%c%04d", letter, i);
		record_set_text(r, field_find(KIND_ORGANISATIONS, "code"), code, strlen(code));
		failed += save_record(s, r, &saved, &e) != ST_OK;
		record_free(r);
	}
	session_close(s);
	_exit(failed > 0);
}

static void
two_processes_save_new_records_at_once(void **state)
{
	enum { WRITERS = 3, EACH = 40 };
	struct town *town = *state;
	pid_t writers[WRITERS];
	struct txn *t;

	town_shut(town); /* an environment does not survive a fork */
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = fork();
		assert_int_not_equal(writers[i], -1);
		if (writers[i] == 0)
			save_many(town->dir, (char)('A' + i), EACH);
	}
	for (int i = 0; i < WRITERS; i++) {
		int status = -1;

		assert_int_equal(waitpid(writers[i], &status, 0), writers[i]);
		assert_int_equal(status, 0);
	}
	town_reopen(town);
	t = txn_read(town->s->store);
	assert_int_equal(records_count(t, KIND_ORGANISATIONS), 1 + WRITERS * EACH);
	txn_abort(t);
}

static void
removal_names_what_refers(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t person = town_save(s, new_person(s));
	struct record *school = IN_VIEW(s, register_load_code(VIEW, KIND_ORGANISATIONS, "O001")),
		      *r;
	struct referrer *referrers;
	struct error e = {0};

	town_person(s, "P0002", "Фокин", "Пётр", "");
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A01", "name=ММО", "curator=P0001"));
	town_save(
	    s, RECORD(s, KIND_ATTACHMENTS, "methodist=P0001", "person=P0002", "from=2025-09-01"));
	town_save(
	    s, RECORD(s, KIND_ATTACHMENTS, "methodist=P0001", "person=P0001", "from=2025-09-01"));
	assert_int_equal(IN_VIEW(s, register_referrers(VIEW, KIND_PEOPLE, person, &referrers)), 3);
	assert_int_equal(referrers[0].kind, KIND_ASSOCIATIONS);
	assert_string_equal(referrers[0].field->id, "curator");
	assert_int_equal(referrers[0].count, 1);
	assert_string_equal(referrers[1].field->id, "methodist");
	assert_int_equal(referrers[1].count, 2);
	assert_string_equal(referrers[2].field->id, "person");
	assert_int_equal(referrers[2].count, 1);
	free(referrers);
	assert_int_equal(IN_VIEW(s, register_referrers(VIEW, KIND_ASSOCIATIONS, 1, &referrers)), 0);
	free(referrers);

	assert_int_equal(register_remove(s, school, &e), ST_REFUSED);
	assert_non_null(strstr(e.text, "«Люди» (Организация) — 2"));
	record_free(school);
	r = IN_VIEW(s, register_load(VIEW, KIND_ATTACHMENTS, 1));
	assert_int_equal(register_remove(s, r, &e), ST_OK);
	assert_null(IN_VIEW(s, register_load(VIEW, KIND_ATTACHMENTS, 1)));
	assert_int_equal(register_remove(s, r, &e), ST_NOTFOUND);
	record_free(r);
}

static void
assert_next(struct session *s, enum kind kind, const char *expected)
{
	struct buf b = {0};

	IN_VIEW(s, register_next_code(VIEW, kind, &b));
	assert_string_equal(buf_text(&b), expected);
	buf_free(&b);
}

static void
assert_next_after(struct session *s, const char *code, const char *expected)
{
	struct buf b = {0};

	IN_VIEW(s, register_next_code_after(VIEW, KIND_PEOPLE, code, &b));
	assert_string_equal(buf_text(&b), expected);
	buf_free(&b);
}

static void
codes_go_on_in_their_manner(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r;
	struct error e = {0};

	assert_next(s, KIND_PEOPLE, "P0001");
	assert_next(s, KIND_APPLICATIONS, "AP0001");
	assert_next(s, KIND_ASSOCIATIONS, "A01");
	assert_next(s, KIND_EVENTS, "E00001");
	assert_next(s, KIND_CONTACTS, "C001");
	assert_next(s, KIND_VOTES, "");
	assert_next(s, KIND_ORGANISATIONS, "O002");
	town_person(s, "P0041", "Фокин", "Пётр", "");
	town_person(s, "P0007", "Седых", "Лариса", "");
	assert_next(s, KIND_PEOPLE, "P0042"); /* the highest, not the newest */
	town_person(s, "P9999", "Ежов", "Иван", "");
	assert_next(s, KIND_PEOPLE, "P10000");
	town_person(s, "P10000", "Ежов", "Иван", "");
	assert_next(s, KIND_PEOPLE, "P10001");
	town_person(s, "директор", "Ежов", "Иван", ""); /* no number: the manner of the others */
	assert_next(s, KIND_PEOPLE, "P10001");
	r = IN_VIEW(s, register_load_code(VIEW, KIND_PEOPLE, "P10000"));
	assert_int_equal(register_remove(s, r, &e), ST_OK);
	record_free(r);
	assert_next(s, KIND_PEOPLE, "P10001"); /* a code once used is not given again */
	town_person(s, "учитель-07", "Ежов", "Иван", "");
	assert_next(s, KIND_PEOPLE, "учитель-08");
	town_person(s, "20260001", "Ежов", "Иван", ""); /* a number alone */
	assert_next(s, KIND_PEOPLE, "20260002");
	town_person(s, "N12345678901234569", "Ежов", "Иван", ""); /* with more digits than count */
	assert_next(s, KIND_PEOPLE, "N12345678901234570");
	assert_next_after(s, "P0007", "P0008");
	assert_next_after(s, "P0040", "P0042");
	assert_next_after(s, "директор", "");
}

static void
assert_name(
    struct session *s, enum kind kind, uint64_t id, const char *name, const char *short_name)
{
	struct buf b = {0};
	struct txn *t;

	IN_VIEW(s, register_put_name(VIEW, kind, id, &b));
	assert_string_equal(buf_text(&b), name);
	buf_clear(&b);
	t = txn_read(s->store);
	register_put_short_name(t, kind, id, &b);
	txn_abort(t);
	assert_string_equal(buf_text(&b), short_name);
	buf_free(&b);
}

static void
records_have_names(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t person = town_save(s, new_person(s)), one = town_person(s, "P2", "Ли", "Ян", "");
	uint64_t id;

	assert_name(s, KIND_PEOPLE, person, "Озерская Ирина Григорьевна", "Озерская И. Г.");
	assert_name(s, KIND_PEOPLE, one, "Ли Ян", "Ли Я.");
	assert_name(s, KIND_PEOPLE, 0, "", "");
	assert_name(s, KIND_PEOPLE, 999, "", "");
	assert_name(s, KIND_ORGANISATIONS, 1, "МБОУ «СОШ № 8»", "МБОУ «СОШ № 8»");
	id = town_save(
	    s, RECORD(s, KIND_ASSESSMENTS, "person=P0001", "date=2025-06-29", "kind=ФИОКО"));
	assert_name(s, KIND_ASSESSMENTS, id, "Озерская И. Г. · ФИОКО · 29.06.2025",
	    "Озерская И. Г. · ФИОКО · 29.06.2025");
	id = town_save(s,
	    RECORD(s, KIND_ORDERS, "code=R0001", "number=1-ма", "date=2024-03-24", "kind=положение",
		"subject=О методактиве"));
	assert_name(s, KIND_ORDERS, id, "1-ма · 24.03.2024", "1-ма · 24.03.2024");
	town_save(
	    s, RECORD(s, KIND_MEETINGS, "code=M001", "number=1", "date=2026-01-01", "seats=9"));
	town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01", "person=P0001",
		"surname=Озерская", "given_name=Ирина", "organisation=O001", "position=учитель"));
	id = town_save(
	    s, RECORD(s, KIND_VOTES, "meeting=M001", "application=AP0001", "member=P2", "vote=за"));
	assert_name(s, KIND_VOTES, id, "Озерская И. · Ли Я. · за", "Озерская И. · Ли Я. · за");
}

static void
fields_read_as_people_do(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	struct record *r = new_person(s);
	struct buf b = {0};
	struct txn *t;

	IN_VIEW(s, register_put_field(VIEW, r, field_find(KIND_PEOPLE, "organisation"), &b));
	assert_string_equal(buf_text(&b), "МБОУ «СОШ № 8»");
	buf_clear(&b);
	t = txn_read(s->store);
	IN_VIEW(s, register_put_field(VIEW, r, field_find(KIND_PEOPLE, "organisation"), &b));
	txn_abort(t);
	assert_string_equal(buf_text(&b), "МБОУ «СОШ № 8»");
	buf_clear(&b);
	IN_VIEW(s, register_put_field(VIEW, r, field_find(KIND_PEOPLE, "birth_date"), &b));
	assert_string_equal(buf_text(&b), "31.05.1991");
	buf_clear(&b);
	IN_VIEW(s, register_put_field(VIEW, r, field_find(KIND_PEOPLE, "staff_kind"), &b));
	assert_string_equal(buf_text(&b), "педагог");
	buf_clear(&b);
	IN_VIEW(s, register_put_name_of(VIEW, r, &b));
	assert_string_equal(buf_text(&b), "Озерская Ирина Григорьевна");
	buf_free(&b);
	record_free(r);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, town_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_TOWN(saves_and_notices_that_nothing_changed),
	    WITH_TOWN(takes_the_draft_along),
	    WITH_TOWN(refuses_what_is_not_whole),
	    WITH_TOWN(names_the_owner_of_a_key),
	    WITH_TOWN(checks_references_and_modules),
	    WITH_TOWN(viewer_neither_saves_nor_removes),
	    WITH_TOWN(two_clerks_conflict),
	    WITH_TOWN(a_new_record_is_saved_though_others_save_theirs),
	    WITH_TOWN(what_others_did_before_it_was_written_is_told),
	    WITH_TOWN(two_processes_save_new_records_at_once),
	    WITH_TOWN(removal_names_what_refers),
	    WITH_TOWN(codes_go_on_in_their_manner),
	    WITH_TOWN(records_have_names),
	    WITH_TOWN(fields_read_as_people_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
