/* SPDX-License-Identifier: MIT
 * town.c - a town in a temporary folder.
 */
#include "tests/lib/town.h"
#include "service/core/rules.h"
#include "service/core/profile_set.h"
#include "tests/lib/in_view.h"

void
town_create(struct town *town)
{
	const char *tmp = getenv("TMPDIR");
	struct error e = {0};

	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
	snprintf(town->dir, sizeof(town->dir), "%s/metodaktiv-service-XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(town->dir));
	if (session_create(&town->s,
		&(struct new_database){
		    .dir = town->dir, .profile = TOWN_PROFILE, .rehearsal = true},
		AS("boss"), &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

void
town_remove(struct town *town)
{
	static const char *const files[] = {"data.mdb", "lock.mdb"};
	char path[600];

	session_close(town->s);
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", town->dir, files[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(town->dir), 0);
}

struct town *
town_new(void)
{
	struct town *town = calloc(1, sizeof(*town));

	assert_non_null(town);
	town_create(town);
	return town;
}

int
town_tear_down(void **state)
{
	town_remove(*state);
	free(*state);
	return 0;
}

void
assert_done(enum status st, const struct error *e)
{
	if (st != ST_OK)
		fail_msg("%s", error_text(e));
}

void
assert_not_done(enum status st, const struct error *e, const char *words)
{
	assert_int_not_equal(st, ST_OK);
	if (strstr(error_text(e), words) == NULL)
		fail_msg("%s", error_text(e));
}

int32_t
day_of(const char *iso)
{
	int32_t date;

	assert_int_equal(date_parse(slice_of(iso), &date), DATE_PARSED);
	return date;
}

void
town_shut(struct town *town)
{
	session_close(town->s);
	town->s = NULL;
}

void
town_reopen(struct town *town)
{
	struct error e = {0};

	if (session_open(&town->s, town->dir, AS("boss"), &e) != ST_OK)
		fail_msg("%s", error_text(&e));
}

enum status
town_rules(struct session *s, const char *file, struct error *e)
{
	return session_set_profile(s, &(struct profile_set){.file = file, .force = true}, NULL, e);
}

void
town_force_rules(struct session *s, const char *file)
{
	struct change *c = change_new(s->store, &s->actor, "profile", "");
	struct profile *p = NULL;
	struct error e = {0};
	struct txn *t;

	if (profile_load(&p, file, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	t = txn_read(s->store);
	s->actor.rules = meta_profile_versions(t) + 1;
	session_stage_rules(c, s->actor.rules - 1, p);
	txn_abort(t);
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	profile_free(s->profile);
	s->profile = p;
}

void
town_rule(struct town *town, const char *text, const char *other)
{
	struct slice source = profile_source(town->s->profile);
	const char *at = strstr(source.data, text);
	char path[600];
	struct error e = {0};
	FILE *f;

	assert_non_null(at);
	snprintf(path, sizeof(path), "%s.conf", town->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%.*s%s%s", (int)(at - (const char *)source.data), (const char *)source.data,
	    other, at + strlen(text));
	fclose(f);
	assert_done(town_rules(town->s, path, &e), &e);
	unlink(path);
}

/* One environment a process: another person at work shares the store of the first. */
struct session *
town_second(struct town *town, const char *name, const char *role)
{
	struct account a = {0};
	struct error e = {0};
	struct session *s = calloc(1, sizeof(*s));

	snprintf(a.name, sizeof(a.name), "%s", name);
	snprintf(a.full_name, sizeof(a.full_name), "%s", name);
	snprintf(a.role, sizeof(a.role), "%s", role);
	if (session_account_save(town->s, &a, true, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	assert_non_null(s);
	s->store = town->s->store;
	s->profile = town->s->profile;
	s->account = a;
	s->role = role_find(role);
	s->visitor = visitor_as(name);
	s->actor = visitor_actor(&s->visitor);
	return s;
}

void
town_second_close(struct session *s)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		free(s->orders[kind].ids);
	known_texts_free(&s->texts);
	known_surnames_free(&s->surnames);
	known_telephones_free(&s->telephones);
	free(s);
}

/* "id=cell" pairs into a record, NULL behind the last. */
void
town_set(struct session *s, struct record *r, const char *const *pairs)
{
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);
	struct error e = {0};

	for (; *pairs != NULL; pairs++) {
		const char *cell = strchr(*pairs, '=') + 1;
		char id[64];

		snprintf(id, sizeof(id), "%.*s", (int)(cell - *pairs) - 1, *pairs);
		if (value_parse(r, field_find(r->kind, id), slice_of(cell), &reading, &e) != ST_OK)
			fail_msg("%s: %s", *pairs, error_text(&e));
	}
}

struct record *
town_record(struct session *s, enum kind kind, const char *const *pairs)
{
	struct record *r = record_new(kind);

	town_set(s, r, pairs);
	return r;
}

/* Save and free; the id. */
uint64_t
town_save(struct session *s, struct record *r)
{
	struct saved saved;
	struct error e = {0};

	if (save_record(s, r, &saved, &e) != ST_OK)
		fail_msg("%s", error_text(&e));
	record_free(r);
	return saved.id;
}

static struct record *
load(struct session *s, enum kind kind, uint64_t id)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, kind, id));

	assert_non_null(r);
	return r;
}

void
town_change(struct session *s, enum kind kind, uint64_t id, const char *pair)
{
	struct record *r = load(s, kind, id);

	SET(s, r, pair);
	town_save(s, r);
}

void
town_delete(struct session *s, enum kind kind, uint64_t id)
{
	struct record *r = load(s, kind, id);
	struct error e = {0};

	assert_done(register_remove(s, r, &e), &e);
	record_free(r);
}

uint64_t
town_person(struct session *s, const char *code, const char *surname, const char *given,
    const char *patronymic)
{
	struct record *r = RECORD(s, KIND_PEOPLE, "organisation=O001", "position=учитель",
	    "staff_kind=педагог", "hired=2020-09-01");

	record_set_text(r, field_find(KIND_PEOPLE, "code"), code, strlen(code));
	record_set_text(r, field_find(KIND_PEOPLE, "surname"), surname, strlen(surname));
	record_set_text(r, field_find(KIND_PEOPLE, "given_name"), given, strlen(given));
	record_set_text(r, field_find(KIND_PEOPLE, "patronymic"), patronymic, strlen(patronymic));
	return town_save(s, r);
}

uint64_t
town_school(struct session *s, const char *code, const char *name)
{
	struct record *r = RECORD(s, KIND_ORGANISATIONS, "type=школа");

	record_set_text(r, field_find(KIND_ORGANISATIONS, "code"), code, strlen(code));
	record_set_text(r, field_find(KIND_ORGANISATIONS, "name"), name, strlen(name));
	return town_save(s, r);
}

void
town_one_more_school(void *session)
{
	static unsigned number = 100;
	char code[16];

	snprintf(code, sizeof(code), "O%u", number++);
	town_school(session, code, "Школа");
}

/* Append the next cell of a table as this program writes them; returns where to go on. */
static const char *
town_cell(const char *p, struct buf *cell)
{
	buf_clear(cell);
	if (*p == '\'' && p[1] != '\0' && strchr("=+-@'", p[1]) != NULL)
		p++;
	if (*p != '"') {
		size_t len = strcspn(p, ";\n");

		buf_put(cell, p, len);
		return p + len;
	}
	for (p++; *p != '"' || p[1] == '"'; p++) {
		p += *p == '"';
		buf_putc(cell, *p);
	}
	return p + 1;
}

/* Bring in KIND.csv of the town as one operation. */
void
town_load(struct session *s, enum kind kind)
{
	const struct field *columns[64];
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);
	struct change *c = change_new(s->store, &s->actor, "import", "");
	struct record *r = record_new(kind);
	struct buf file = {0}, cell = {0};
	struct error e = {0};
	char path[256];
	size_t count = 0;
	const char *p;
	FILE *f;

	snprintf(path, sizeof(path), TOWN_DATA "/%s.csv", entity_of(kind)->id);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_true(buf_read_file(&file, f));
	fclose(f);
	for (p = buf_text(&file);; p++) {
		p = town_cell(p, &cell);
		columns[count] = field_find(kind, buf_text(&cell));
		assert_non_null(columns[count++]);
		if (*p == '\n')
			break;
	}
	for (p++; *p != '\0'; p++) {
		record_clear(r);
		for (size_t i = 0; i < count; i++) {
			p = town_cell(p, &cell);
			if (value_parse(r, columns[i], buf_slice(&cell), &reading, &e) != ST_OK)
				fail_msg("%s: %s", path, error_text(&e));
			p += i + 1 < count;
		}
		change_put(c, r);
	}
	assert_int_equal(change_commit(c, NULL, NULL), ST_OK);
	record_free(r);
	buf_free(&file);
	buf_free(&cell);
}

int
town_full(void **state)
{
	struct town *town = town_new();

	for (int kind = 0; kind < KIND_COUNT; kind++) {
		char path[256];

		snprintf(path, sizeof(path), TOWN_DATA "/%s.csv", entity_of((enum kind)kind)->id);
		if (access(path, R_OK) == 0)
			town_load(town->s, (enum kind)kind);
	}
	*state = town;
	return 0;
}

typedef void key_fn(struct txn *t, unsigned table, struct slice key);

static void
each_key(struct txn *t, enum table table, key_fn *fn)
{
	struct cursor *c = cursor_open(t, table);
	struct buf keys = {0};
	size_t count = 0, len = 0;

	for (bool there = cursor_first(c); there; there = cursor_next(c), count++) {
		len = cursor_key(c).len;
		buf_put_slice(&keys, cursor_key(c));
	}
	cursor_close(c);
	assert_int_equal(keys.len, count * len);
	for (size_t i = 0; i < count; i++)
		fn(t, table, slice_make(buf_text(&keys) + i * len, len));
	buf_free(&keys);
}

static void
spoil(struct txn *t, unsigned table, struct slice key)
{
	txn_put(t, table, key, slice_of("\xff"));
}

void
town_spoil(struct txn *t, enum table table)
{
	each_key(t, table, spoil);
}

void
town_lose(struct txn *t, enum table table)
{
	each_key(t, table, txn_delete);
}

uint64_t
town_id(struct session *s, enum kind kind, const char *code)
{
	struct record *r = IN_VIEW(s, register_load_code(VIEW, kind, code));
	uint64_t id;

	assert_non_null(r);
	id = r->id;
	record_free(r);
	return id;
}
