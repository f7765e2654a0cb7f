/* SPDX-License-Identifier: MIT
 * editions.c - editions of a town's rules over records that stay: what fits is called anew, what
 * does not is counted, and what stands is kept and told.
 */
#include "tests/lib/meanwhile.h"
#include "tests/lib/town.h"

#include "db/lmdb/file.h"
#include "service/core/profile_set.h"
#include "tests/lib/in_view.h"

#define ZARECHNY "tests/data/profiles/zarechny.conf"

static const char words[] = "words = [\"первая\", \"вторая\"]";
static char edition_file[600];

/* A town's rules with one text in place of another, in a file of the town's. */
static const char *
edition_of(struct town *town, const char *rules, const char *from, const char *to)
{
	enum { RULES_MOST = 1 << 20 };
	struct buf text = {0};
	const char *at;
	FILE *f;

	snprintf(edition_file, sizeof(edition_file), "%s.conf", town->dir);
	assert_true(file_read_whole(rules, RULES_MOST, &text));
	at = strstr(buf_text(&text), from);
	assert_non_null(at);
	f = fopen(edition_file, "w");
	assert_non_null(f);
	fprintf(f, "%.*s%s%s", (int)(at - buf_text(&text)), buf_text(&text), to, at + strlen(from));
	assert_int_equal(fclose(f), 0);
	buf_free(&text);
	return edition_file;
}

static const char *
edition(struct town *town, const char *from, const char *to)
{
	return edition_of(town, ZARECHNY, from, to);
}

static int
set_up(void **state)
{
	struct town *town = town_new();

	town_force_rules(town->s, ZARECHNY);
	town_school(town->s, "O001", "Школа № 8");
	*state = town;
	return 0;
}

static int
tear_down(void **state)
{
	unlink(edition_file);
	return town_tear_down(state);
}

static const struct field *
own_field(const struct session *s, const char *id)
{
	return profile_field(s->profile, KIND_PEOPLE, slice_of(id));
}

/* A person whose own field says so. */
static uint64_t
person_with(struct session *s, const char *code, const char *id, const char *text)
{
	struct record *r = RECORD(s, KIND_PEOPLE, "surname=Фокин", "given_name=Пётр",
	    "organisation=O001", "position=учитель", "staff_kind=педагог", "hired=2020-09-01");

	record_set_text(r, field_find(KIND_PEOPLE, "code"), code, strlen(code));
	record_set_own(r, id, text, strlen(text));
	return town_save(s, r);
}

static void
assert_own(struct session *s, uint64_t person, const char *id, const char *text)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, person));

	assert_string_equal(record_own(r, id), text);
	record_free(r);
}

static void
assert_shown(struct session *s, uint64_t person, const char *id, const char *text)
{
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, person));
	struct buf shown = {0};
	struct view v;

	view_open(&v, s);
	register_put_field(&v, r, own_field(s, id), &shown);
	view_close(&v);
	assert_string_equal(buf_text(&shown), text);
	buf_free(&shown);
	record_free(r);
}

static struct record *
event(struct session *s, const char *code, const char *type)
{
	struct record *r = RECORD(s, KIND_EVENTS, "title=День", "level=муниципальный",
	    "planned=2026-02-01", "type=семинар");

	record_set_text(r, field_find(KIND_EVENTS, "code"), code, strlen(code));
	town_set(s, r, (const char *const[]){type, NULL});
	return r;
}

static void
a_towns_word_counts_as_another_and_is_written_as_its_own(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	const struct field *type = field_find(KIND_EVENTS, "type");
	uint64_t id = town_save(s, event(s, "E1", "type=Единый методический день"));
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_EVENTS, id)), *other;
	struct session_refs refs;
	struct reading reading = session_reading(s, &refs);
	struct buf cell = {0};

	assert_string_equal(type->words[record_choice(r, type) - 1], "семинар");
	value_put_cell(&cell, r, type, &reading);
	assert_string_equal(buf_text(&cell), "единый методический день");
	other = record_dup(r);
	assert_true(record_equal(r, other));
	SET(s, other, "type=семинар");
	assert_int_equal(record_choice(other, type), record_choice(r, type));
	assert_false(record_field_equal(r, other, type));
	record_copy_field(other, r, type);
	assert_true(record_equal(r, other));
	SET(s, other, "type=");
	assert_string_equal(record_word(other, type), "");
	record_free(other);
	record_free(r);
	buf_free(&cell);
}

/* Two words of a key that count as one are two records. */
static void
words_of_a_key_are_keys_apart(void **state)
{
	struct session *s = ((struct town *)*state)->s;
	uint64_t first, second;

	person_with(s, "P1", "shift", "первая");
	first = town_save(s,
	    RECORD(
		s, KIND_SUPPORT, "person=P1", "form=школа молодого педагога", "from=2026-01-01"));
	second = town_save(
	    s, RECORD(s, KIND_SUPPORT, "person=P1", "form=школа «Старт»", "from=2026-01-01"));
	assert_int_not_equal(first, second);
}

static void
what_fits_no_more_is_shown_with_a_mark_and_kept(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct record *r;
	struct step *steps;
	size_t count;

	town_force_rules(s, edition(town, words, "words = [\"утро\", \"вечер\"]"));
	assert_shown(s, id, "shift", "вторая (нет в профиле)");
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	SET(s, r, "surname=Фокина");
	town_save(s, r);
	assert_own(s, id, "shift", "вторая");
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	record_set_own(r, "shift", "", 0);
	town_save(s, r);
	count = IN_VIEW(s, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 1000, &steps));
	assert_int_equal(steps[0].count, 1);
	assert_string_equal(steps[0].fields[0].before, "вторая (нет в профиле)");
	assert_string_equal(steps[0].fields[0].after, "");
	register_history_free(steps, count);
}

static void
tell_misfit(void *context, const struct misfit *m)
{
	buf_printf(context, "%s=%s%s;", m->label, m->text, m->field == NULL ? "!" : "");
}

static void
values_of_a_field_that_is_gone_are_told(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct buf told = {0};
	struct error e = {0};
	struct record *r;
	struct step *steps;
	struct view v;
	size_t count;

	town_force_rules(s, edition(town, "id = \"shift\"", "id = \"smena\""));
	view_open(&v, s);
	assert_int_equal(misfits_tell(&v, tell_misfit, &told), 1);
	view_close(&v);
	assert_string_equal(buf_text(&told), "shift=вторая!;");
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	SET(s, r, "surname=Фокина");
	record_set_own(r, "shift", "первая", strlen("первая"));
	town_save(s, r);
	count = IN_VIEW(s, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 1000, &steps));
	assert_int_equal(steps[0].count, 2);
	assert_string_equal(steps[0].fields[1].id, "shift");
	assert_string_equal(steps[0].fields[1].before, "вторая (нет в профиле)");
	assert_string_equal(steps[0].fields[1].after, "первая (нет в профиле)");
	register_history_free(steps, count);
	buf_free(&told);
	r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	assert_done(register_remove(s, r, &e), &e);
	record_free(r);
	count = IN_VIEW(s, register_history(VIEW, KIND_PEOPLE, id, UINT64_MAX, 1, &steps));
	assert_int_equal(steps[0].how, '-');
	assert_string_equal(steps[0].fields[steps[0].count - 1].id, "shift");
	assert_string_equal(steps[0].fields[steps[0].count - 1].before, "первая (нет в профиле)");
	assert_string_equal(steps[0].fields[steps[0].count - 1].after, "");
	register_history_free(steps, count);
	assert_done(register_undo(s, 0, NULL, NULL, &e), &e);
	/* it has gone already: other rules lose nothing more */
	assert_int_equal(
	    town_rules(s, edition(town, "id = \"shift\"", "id = \"turn\""), NULL), ST_OK);
}

/* Refused or accepted with these losses, a line each. */
static void
assert_losses(struct session *s, struct profile_set what, enum status wanted, const char *lines)
{
	struct profile_losses losses;
	struct error e = {0};
	struct buf told = {0};

	assert_int_equal(session_set_profile(s, &what, &losses, &e), wanted);
	for (size_t i = 0; i < losses.count; i++) {
		profile_loss_put(&losses.items[i], &told);
		buf_puts(&told, "\n");
	}
	assert_string_equal(buf_text(&told), lines);
	buf_free(&told);
	profile_losses_free(&losses);
}

static void
what_stops_fitting_is_counted_and_refused(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	const char *date =
	    "{ kind = \"people\"; id = \"shift\"; label = \"Смена\"; type = \"date\"; }";
	const char *choice = "{ kind = \"people\"; id = \"shift\"; label = \"Смена\"; type = "
			     "\"choice\"; words = [\"первая\", \"вторая\"]; }";

	person_with(s, "P1", "shift", "вторая");
	person_with(s, "P2", "shift", "вторая");
	person_with(s, "P3", "shift", "первая");
	town_save(s, event(s, "E1", "type=методическая декада"));
	assert_losses(s,
	    (struct profile_set){
		.file = edition(town, words, "words = [\"первая\", \"вечер\"]"), .force = true},
	    ST_REFUSED, "«Люди», «Смена»: слова «вторая» больше нет — записей: 2\n");
	assert_losses(s, (struct profile_set){.file = edition(town, choice, date)}, ST_REFUSED,
	    "«Люди», «Смена»: значение не подходит полю — записей: 3\n");
	assert_losses(s,
	    (struct profile_set){.file = edition(town, "id = \"shift\"", "id = \"smena\"")},
	    ST_REFUSED, "«Люди»: поля «Смена» (shift) больше нет — записей: 3\n");
	assert_losses(s,
	    (struct profile_set){.file = edition(town, "методическая декада", "декада")},
	    ST_REFUSED,
	    "«Мероприятия», «Форма»: слова «методическая декада» больше нет — записей: 1\n");
	assert_string_equal(profile_id(s->profile), "zarechny");
	assert_non_null(own_field(s, "shift"));
}

/* Fields of the town's in the rules, in place of the one there is. */
#define SHIFT                                                                                      \
	"{ kind = \"people\"; id = \"shift\"; label = \"Смена\"; type = \"choice\"; words = " \
	"[\"первая\", \"вторая\"]; },"
#define ROOM(type) "{ kind = \"people\"; id = \"room\"; label = \"Кабинет\"; type = \"" type "\"; "

static void
each_loss_is_counted_apart(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t ids[2];

	town_force_rules(s, edition(town, SHIFT, SHIFT ROOM("text") "},"));
	for (int i = 0; i < 2; i++) {
		struct record *r;

		ids[i] = person_with(s, i == 0 ? "P1" : "P2", "shift", "вторая");
		r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, ids[i]));
		record_set_own(r, "room", "три", strlen("три"));
		town_save(s, r);
	}
	assert_losses(s, (struct profile_set){.file = edition(town, SHIFT, "")}, ST_REFUSED,
	    "«Люди»: поля «Кабинет» (room) больше нет — записей: 2\n"
	    "«Люди»: поля «Смена» (shift) больше нет — записей: 2\n");
	/* a word that was free text is of another type */
	assert_losses(s,
	    (struct profile_set){
		.file = edition(town, SHIFT, SHIFT ROOM("choice") "words = [\"1\", \"2\"]; },")},
	    ST_REFUSED, "«Люди», «Кабинет»: значение не подходит полю — записей: 2\n");
}

/* Of several words in one field only those that are no more are lost, or called anew. */
static void
words_of_a_list_are_lost_and_renamed_one_by_one(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	const char *to = ROOM("choices") "words = [\"класс\", \"зал\", \"двор\"]; },";
	struct profile_set what = {.map_name = "m"};
	struct error e = {0};
	uint64_t id;

	town_force_rules(
	    s, edition(town, SHIFT, ROOM("choices") "words = [\"класс\", \"цех\", \"двор\"]; },"));
	id = person_with(s, "P1", "room", "класс,цех,двор");
	assert_losses(s, (struct profile_set){.file = edition(town, SHIFT, to)}, ST_REFUSED,
	    "«Люди», «Кабинет»: слова «цех» больше нет — записей: 1\n");
	what.file = edition_file;
	what.map = slice_of("room = position\nцех = зал\n");
	assert_done(session_set_profile(s, &what, NULL, &e), &e);
	assert_own(s, id, "room", "класс,зал,двор");
}

/* A field gets another's values only where it has none, and only a field of the town's. */
static void
a_new_name_is_not_forced_upon_what_is_there(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	struct profile_set what = {.map_name = "m", .map = slice_of("shift = smena\n")};

	record_set_own(r, "smena", "первая", strlen("первая"));
	town_save(s, r);
	what.file = edition(town, "id = \"shift\"", "id = \"smena\"");
	assert_losses(
	    s, what, ST_REFUSED, "«Люди»: поля «Смена» (shift) больше нет — записей: 1\n");
	what.map = slice_of("shift = position\n");
	assert_losses(
	    s, what, ST_REFUSED, "«Люди»: поля «Смена» (shift) больше нет — записей: 1\n");
	what.map = slice_of("shift = nothing\n");
	assert_losses(
	    s, what, ST_REFUSED, "«Люди»: поля «Смена» (shift) больше нет — записей: 1\n");
}

/* Two records whose key has the words would be one. */
static void
a_map_makes_no_two_records_one(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct profile_set what = {
	    .map_name = "m", .map = slice_of("школа «Старт» = школа молодого педагога\n")};
	struct error e = {0};

	person_with(s, "P1", "shift", "первая");
	town_save(s,
	    RECORD(
		s, KIND_SUPPORT, "person=P1", "form=школа молодого педагога", "from=2026-01-01"));
	town_save(s, RECORD(s, KIND_SUPPORT, "person=P1", "form=школа «Старт»", "from=2026-01-01"));
	what.file = edition(
	    town, "{ word = \"школа «Старт»\"; counts_as = \"школа молодого педагога\"; }", "");
	assert_not_done(session_set_profile(s, &what, NULL, &e), &e, "две записи таблицы «");
	assert_non_null(strstr(error_text(&e), "стали бы одной"));
	assert_int_equal(e.status, ST_REFUSED);
}

/* What an application was judged by, and what its grounds are called. */
static void
musts_and_grounds_are_asked_for(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct profile_set what = {.map_name = "m"};
	struct application *a;
	struct error e = {0};
	uint64_t id;

	person_with(s, "P1", "shift", "");
	town_force_rules(s, TOWN_PROFILE);
	id = town_save(s,
	    RECORD(s, KIND_APPLICATIONS, "code=AP0001", "submitted=2025-10-01", "surname=Озерская",
		"given_name=Ирина", "organisation=O001", "position=учитель",
		"grounds=contest_winner,community_leader"));
	assert_losses(s,
	    (struct profile_set){.file = edition_of(town, TOWN_PROFILE, "id = \"experience_5\"",
				     "id = \"experience_6\"")},
	    ST_REFUSED,
	    "требования experience_5 (п. 2.4) больше нет, а по нему судили заявления — записей: "
	    "1\n");
	what.file = edition_of(town, TOWN_PROFILE, "id = \"contest_winner\"", "id = \"victor\"");
	assert_losses(s, what, ST_REFUSED,
	    "«Заявления», «Основания»: слова «contest_winner» больше нет — записей: 1\n");
	what.map = slice_of("contest_winner = victor");
	assert_done(session_set_profile(s, &what, NULL, &e), &e);
	a = (struct application *)IN_VIEW(s, register_load(VIEW, KIND_APPLICATIONS, id));
	assert_string_equal(a->grounds, "victor,community_leader");
	record_free(&a->base);
}

/* Whoever writes meanwhile is waited for, and at last asked to wait. */
static void
rules_come_into_force_though_others_write(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *other = town_second(town, "masha", "clerk");
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct profile_set what = {.map_name = "m", .map = slice_of("вторая = вечер\n")};
	struct error e = {0};

	what.file = edition(town, words, "words = [\"утро\", \"вечер\"]");
	other->actor.rules = s->actor.rules;
	meanwhile(town_one_more_school, other, 1000);
	assert_done(session_set_profile(s, &what, NULL, &e), &e);
	assert_true(meanwhile_left() < 1000);
	assert_own(s, id, "shift", "вечер");
	town_second_close(other);
}

static void
another_town_and_a_module_want_force(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	struct profile_set what = {.file = NULL};
	struct error e = {0};

	person_with(s, "P1", "shift", "вторая");
	town_save(s, event(s, "E1", "type=семинар"));
	assert_losses(s,
	    (struct profile_set){.file = edition(town, "id = \"zarechny\"", "id = \"reka\"")},
	    ST_REFUSED, "это правила другого города: id «reka», а в базе «zarechny»\n");
	assert_losses(s, (struct profile_set){.file = edition_file, .force = true, .dry_run = true},
	    ST_OK, "это правила другого города: id «reka», а в базе «zarechny»\n");
	assert_string_equal(profile_id(s->profile), "zarechny");
	assert_losses(s, (struct profile_set){.file = edition_file, .force = true}, ST_OK,
	    "это правила другого города: id «reka», а в базе «zarechny»\n");
	assert_string_equal(profile_id(s->profile), "reka");
	town_force_rules(s, ZARECHNY);
	assert_losses(s,
	    (struct profile_set){
		.file = edition(town, "modules = [\"associations\"]", "modules = []")},
	    ST_REFUSED,
	    "раздела associations (методических объединений) больше нет: «Мероприятия» — "
	    "записей: 1\n");
	assert_losses(s, (struct profile_set){.file = edition_file, .force = true}, ST_OK,
	    "раздела associations (методических объединений) больше нет: «Мероприятия» — "
	    "записей: 1\n");
	/* it is away already */
	assert_losses(s, (struct profile_set){.file = edition_file}, ST_OK, "");
	/* both at once */
	town_force_rules(s, TOWN_PROFILE);
	town_save(s, RECORD(s, KIND_ASSOCIATIONS, "code=A1", "name=МО"));
	what.file = edition(town, "modules = [\"associations\"]", "modules = []");
	assert_not_done(session_set_profile(s, &what, NULL, &e), &e, "без раздела его записи");
	assert_losses(s, what, ST_REFUSED,
	    "это правила другого города: id «zarechny», а в базе «strezhevoy»\n"
	    "раздела associations (методических объединений) больше нет: «Методические "
	    "объединения» — записей: 1\n"
	    "раздела associations (методических объединений) больше нет: «Мероприятия» — "
	    "записей: 1\n");
}

static void
a_map_calls_words_and_fields_anew_in_one_operation(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	uint64_t day = town_save(s, event(s, "E1", "type=методическая декада"));
	const struct field *type = field_find(KIND_EVENTS, "type");
	struct profile_losses losses;
	struct error e = {0};
	struct record *r;
	struct profile_set what = {.map_name = "m",
	    .map = slice_of("# замены\nвторая = вечер\nshift = smena\n\n"
			    "методическая декада = круглый стол\n")};

	what.file =
	    edition(town, "{ word = \"методическая декада\"; counts_as = \"конференция\"; }",
		"{ word = \"декада\"; counts_as = \"конференция\"; }");
	assert_int_equal(session_set_profile(s, &what, &losses, &e), ST_OK);
	assert_int_equal(losses.migrated, 1);
	profile_losses_free(&losses);
	r = IN_VIEW(s, register_load(VIEW, KIND_EVENTS, day));
	assert_string_equal(type->words[record_choice(r, type) - 1], "круглый стол");
	assert_string_equal(record_word(r, type), "");
	record_free(r);

	what.file = edition(town,
	    "id = \"shift\"; label = \"Смена\"; type = \"choice\"; words = "
	    "[\"первая\", \"вторая\"]",
	    "id = \"smena\"; label = \"Смена\"; type = \"choice\"; words = [\"утро\", \"вечер\"]");
	assert_int_equal(session_set_profile(s, &what, NULL, &e), ST_OK);
	assert_own(s, id, "smena", "вечер");
	assert_own(s, id, "shift", "");
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_REFUSED);

	what.map = slice_of("вторая = вечер\nВторая = утро\n");
	assert_int_equal(session_set_profile(s, &what, NULL, &e), ST_INVALID);
	assert_string_equal(
	    error_text(&e), "m, строка 2: замена названа дважды, впервые в строке 1");
	what.map = slice_of("вторая\n");
	assert_int_equal(session_set_profile(s, &what, NULL, &e), ST_INVALID);
}

/* What is brought back is asked what is asked of it today. */
static void
an_undo_is_told_of_an_own_field_that_has_become_required(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "");
	struct record *r = IN_VIEW(s, register_load(VIEW, KIND_PEOPLE, id));
	struct error e = {0};

	assert_int_equal(register_remove(s, r, &e), ST_OK);
	record_free(r);
	town_force_rules(
	    s, edition(town, "label = \"Смена\";", "label = \"Смена\"; required = true;"));
	assert_int_equal(register_undo(s, 0, NULL, NULL, &e), ST_REFUSED);
	assert_non_null(strstr(error_text(&e), "Смена: обязательное поле «Смена» не заполнено"));
}

/* What counts as something else is counted so in what is there, too. */
static void
a_word_that_counts_otherwise_is_written_anew(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = town_save(s, event(s, "E1", "type=методическая декада"));
	const struct field *type = field_find(KIND_EVENTS, "type");
	struct profile_set what = {
	    .file = edition(town, "counts_as = \"конференция\"", "counts_as = \"форум\"")};
	struct error e = {0};
	struct record *r;

	assert_int_equal(session_set_profile(s, &what, NULL, &e), ST_OK);
	r = IN_VIEW(s, register_load(VIEW, KIND_EVENTS, id));
	assert_string_equal(type->words[record_choice(r, type) - 1], "форум");
	assert_string_equal(record_word(r, type), "методическая декада");
	record_free(r);
}

static void
a_word_with_an_end_stays_where_it_stands(void **state)
{
	struct town *town = *state;
	struct session *s = town->s;
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct session_refs refs;
	struct reading reading;
	struct profile_set what = {.file = edition(town, words,
				       "words = ( \"первая\", { word = \"вторая\"; until = "
				       "\"2026-05-30\"; } )")};
	struct error e = {0};
	struct record *r;

	assert_losses(s, what, ST_OK, "");
	assert_shown(s, id, "shift", "вторая");
	reading = session_reading(s, &refs);
	assert_string_equal(
	    vocabulary_offered(reading.vocabulary, own_field(s, "shift"), 0, reading.today),
	    "первая");
	assert_null(
	    vocabulary_offered(reading.vocabulary, own_field(s, "shift"), 1, reading.today));
	r = record_new(KIND_PEOPLE);
	assert_int_equal(
	    value_parse(r, own_field(s, "shift"), slice_of("вторая"), &reading, &e), ST_OK);
	reading.typed = true;
	assert_int_equal(
	    value_parse(r, own_field(s, "shift"), slice_of("вторая"), &reading, &e), ST_INVALID);
	assert_string_equal(
	    error_text(&e), "«вторая» — это слово писали по 30.05.2026, теперь его нет");
	record_free(r);
}

/* A session that was open meanwhile knows other words; what it writes would not be looked at. */
static void
who_works_by_the_old_rules_is_stopped(void **state)
{
	struct town *town = *state;
	struct session *s = town->s, *other = town_second(town, "masha", "clerk");
	uint64_t id = person_with(s, "P1", "shift", "вторая");
	struct profile_set what = {.file = edition(town, "\"вторая\"]", "\"вторая\", \"третья\"]")};
	struct error e = {0};
	struct saved saved;
	struct record *r;

	other->actor.rules = s->actor.rules;
	other->profile = NULL;
	assert_int_equal(profile_load(&other->profile, ZARECHNY, &e), ST_OK);
	r = IN_VIEW(other, register_load(VIEW, KIND_PEOPLE, id));
	assert_int_equal(session_set_profile(s, &what, NULL, &e), ST_OK);
	SET(other, r, "surname=Фокина");
	assert_int_equal(save_record(other, r, &saved, &e), ST_RULES);
	assert_non_null(strstr(error_text(&e), "выйдите и войдите снова"));
	other->actor.rules = s->actor.rules;
	assert_int_equal(save_record(other, r, &saved, &e), ST_OK);
	record_free(r);
	profile_free(other->profile);
	town_second_close(other);
}

int
main(void)
{
#define ONE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    ONE(a_towns_word_counts_as_another_and_is_written_as_its_own),
	    ONE(words_of_a_key_are_keys_apart),
	    ONE(what_fits_no_more_is_shown_with_a_mark_and_kept),
	    ONE(values_of_a_field_that_is_gone_are_told),
	    ONE(what_stops_fitting_is_counted_and_refused),
	    ONE(each_loss_is_counted_apart),
	    ONE(words_of_a_list_are_lost_and_renamed_one_by_one),
	    ONE(a_new_name_is_not_forced_upon_what_is_there),
	    ONE(a_map_makes_no_two_records_one),
	    ONE(musts_and_grounds_are_asked_for),
	    ONE(rules_come_into_force_though_others_write),
	    ONE(another_town_and_a_module_want_force),
	    ONE(a_map_calls_words_and_fields_anew_in_one_operation),
	    ONE(an_undo_is_told_of_an_own_field_that_has_become_required),
	    ONE(a_word_that_counts_otherwise_is_written_anew),
	    ONE(who_works_by_the_old_rules_is_stopped),
	    ONE(a_word_with_an_end_stays_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
