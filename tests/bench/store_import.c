/* SPDX-License-Identifier: MIT
 * store_import.c - times of the store: N people written as one operation, read, walked, searched.
 *
 * store_import FOLDER [N]: makes a database in FOLDER, which must not hold one, and prints a line
 * for each measure. The names are made up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/open.h"
#include "base/date.h"
#include "db/record/change.h"
#include "db/record/codec.h"
#include "db/record/history.h"
#include "db/record/journal.h"
#include "db/record/records.h"
#include "db/record/search.h"

static const char *const surnames[] = {"Иванов", "Озерская", "Ёлкина", "Смирнова", "Петров-Водкин",
    "Кузнецова", "Берёзкина", "Соколова", "Лебедева", "Щукина", "Миронова", "Жданова"};
static const char *const given_names[] = {
    "Анна", "Мария", "Алёна", "Пётр", "Сергей", "Ольга", "Екатерина", "Наталья", "Фёдор"};
static const char *const patronymics[] = {
    "Ивановна", "Петровна", "Семёнович", "Артёмовна", "Сергеевна", "Александровна", "Львовна"};
static const char *const positions[] = {"учитель начальных классов", "учитель математики",
    "воспитатель", "заместитель директора", "педагог дополнительного образования"};

#define PICK(list, n) (list)[(n) % (sizeof(list) / sizeof((list)[0]))]

struct moment {
	double wall, cpu;
};

static double
seconds_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct moment
now(void)
{
	return (struct moment){seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
}

static void
report(const char *what, struct moment since, size_t n)
{
	struct moment m = now();
	double wall = m.wall - since.wall, cpu = m.cpu - since.cpu;

	printf("%-36s %9.1f ms, %9.1f ms of the processor, %9.0f ns each\n", what, wall * 1e3,
	    cpu * 1e3, wall * 1e9 / (double)n);
	fflush(stdout);
}

static uint64_t
mix(uint64_t n)
{
	n = (n ^ n >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	n = (n ^ n >> 27) * UINT64_C(0x94D049BB133111EB);
	return n ^ n >> 31;
}

/* start, n in seven digits, end */
static const char *
put(struct arena *a, const char *start, uint64_t n, const char *end)
{
	char text[96];
	int len = snprintf(text, sizeof(text), "%s%07llu%s", start, (unsigned long long)n, end);

	return arena_strndup(a, text, (size_t)len);
}

static void
fill_person(struct person *p, uint64_t n, uint64_t organisations)
{
	uint64_t r = mix(n);
	struct arena *a = &p->base.arena;
	char name[96];

	record_clear(&p->base);
	p->code = put(a, "P", n, "");
	snprintf(name, sizeof(name), "%s%c%c", PICK(surnames, r), 'a' + (int)(r >> 8 & 15),
	    'a' + (int)(r >> 12 & 15));
	p->surname = arena_strndup(a, name, strlen(name));
	p->given_name = PICK(given_names, r >> 16);
	p->patronymic = PICK(patronymics, r >> 20);
	p->birth_date = (int32_t)(r >> 24 & 0x3FFF);
	p->organisation = 1 + (r >> 5) % organisations;
	p->position = PICK(positions, r >> 30);
	p->staff_kind = (uint8_t)(1 + (r >> 33) % 3);
	p->level = (uint8_t)(1 + (r >> 35) % 4);
	p->subjects = "математика,информатика";
	p->education = (uint8_t)(1 + (r >> 38) % 5);
	p->category = (uint8_t)(1 + (r >> 41) % 4);
	p->category_until = 21000;
	p->titles = "педагог-наставник";
	p->career_start = 12000 + (int32_t)(r >> 44 & 0xFFF);
	p->hired = 14000 + (int32_t)(r >> 44 & 0xFFF);
	p->phone = put(a, "+7 900 ", n, "");
	p->email = put(a, "person", n, "@example.ru");
}

static void
write_people(struct store *st, size_t people, uint64_t organisations)
{
	const struct actor actor = {.account = "bench", .via = "команда"};
	struct change *c = change_new(st, &actor, "import", "");
	struct organisation *o = (struct organisation *)record_new(KIND_ORGANISATIONS);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct moment start = now();
	enum status status;

	for (uint64_t i = 1; i <= organisations; i++) {
		record_clear(&o->base);
		o->code = put(&o->base.arena, "O", i, "");
		o->name = put(&o->base.arena, "Школа № ", i, "");
		o->type = 1;
		change_put(c, &o->base);
	}
	for (uint64_t i = 1; i <= people; i++)
		fill_person(p, i, organisations);
	report("(making up the people)", start, people);
	start = now();
	for (uint64_t i = 1; i <= people; i++) {
		fill_person(p, i, organisations);
		change_put(c, &p->base);
	}
	report("stage", start, people);
	start = now();
	status = change_commit(c, NULL, NULL);
	report("commit", start, people);
	if (status != ST_OK)
		exit(puts(status_text(status)));
	record_free(&o->base);
	record_free(&p->base);
}

static void
read_people(struct store *st, size_t people)
{
	struct txn *t = txn_read(st);
	struct record *r = record_new(KIND_PEOPLE);
	struct cursor *c;
	struct moment start = now();
	uint64_t id;
	size_t n = 0;
	struct walk *w;

	for (size_t i = 0; i < people; i++)
		n += records_get(t, 1 + mix(i) % people, r);
	report("get by id, random", start, n);
	start = now();
	c = cursor_open(t, table_of(KIND_PEOPLE));
	for (n = 0; cursor_next(c); n++)
		codec_get(r, cursor_value(c));
	cursor_close(c);
	report("scan and decode", start, n);
	start = now();
	w = walk_sorted(t, KIND_PEOPLE);
	for (n = 0; walk_next(w, &id); n++)
		;
	walk_close(w);
	report("walk in order", start, n);
	record_free(r);
	txn_abort(t);
}

static void
search_people(struct store *st, const char *query)
{
	struct moment start = now();
	struct txn *t = txn_read(st);
	char what[100];
	struct idset found;

	search_words(t, KIND_PEOPLE, slice_of(query), &found);
	snprintf(what, sizeof(what), "search %s: %zu", query, found.count);
	report(what, start, 1);
	idset_free(&found);
	txn_abort(t);
}

static void
save_one(struct store *st, size_t times)
{
	const struct actor actor = {.account = "bench", .via = "экран"};
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct moment start = now();

	for (size_t i = 0; i < times; i++) {
		struct change *c = change_new(st, &actor, "save", "");
		struct txn *t = txn_read(st);

		records_get(t, 1 + i * 97, &p->base);
		txn_abort(t);
		p->given_name = i % 2 ? "Ольга" : "Пётр";
		change_put(c, &p->base);
		if (change_commit(c, NULL, NULL) != ST_OK)
			exit(1);
	}
	report("save one", start, times);
	record_free(&p->base);
}

int
main(int argc, char **argv)
{
	size_t people = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;
	struct error e = {0};
	struct store *st;
	struct moment start;

	if (argc < 2 || db_create(&st, argv[1], NULL, NULL, &e) != ST_OK)
		return fprintf(
			   stderr, "%s\n", argc < 2 ? "store_import FOLDER [N]" : error_text(&e)),
		       2;
	write_people(st, people, people / 20 + 1);
	start = now();
	store_close(st);
	report("close", start, 1);
	start = now();
	if (db_open(&st, argv[1], &e) != ST_OK)
		return fprintf(stderr, "%s\n", error_text(&e)), 2;
	report("open", start, 1);
	read_people(st, people);
	for (int round = 0; round < 2; round++) {
		search_people(st, "озерск");
		search_people(st, "математика");
		search_people(st, "школа");
		search_people(st, "ёлкин алена 17");
		search_people(st, "нетникого");
	}
	save_one(st, 500 < people / 100 ? 500 : people / 100);
	store_close(st);
	return 0;
}
