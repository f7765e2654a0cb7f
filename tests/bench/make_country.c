/* SPDX-License-Identifier: MIT
 * make_country.c - a made-up country of teachers with all that the indicators count, as tables.
 *
 *   make_country COUNT DIR      writes DIR/people.csv and the tables of facts: about four a person
 *
 * The same bytes each time: the generator has its own seeded numbers. Events of the last three
 * school years up to 31 May 2026. Days stop at 28, so that SQL may compare dates as plain numbers.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { PER_ORGANISATION = 40, PER_ASSOCIATION = 800, PER_METHODIST = 60, PER_EVENT = 10 };
enum { NEAR = 20 }; /* methodists of the region, one of whom a teacher is attached to */

static const char *const surnames[] = {"Иванова", "Петрова", "Кузнецова", "Соловьёва", "Морозова",
    "Волкова", "Лебедева", "Козлова", "Новикова", "Семёнова", "Ёлкина", "Щукина", "Яковлева"};
static const char *const given[] = {
    "Анна", "Мария", "Елена", "Ольга", "Наталья", "Ирина", "Светлана", "Татьяна", "Юлия", "Алёна"};
static const char *const levels[] = {
    "основное и среднее", "основное и среднее", "начальное", "дошкольное", "дополнительное"};
static const char *const forms[] = {"наставничество", "школа молодого педагога", "клуб"};
static const char *const event_levels[] = {
    "муниципальный", "муниципальный", "региональный", "федеральный"};

struct country {
	uint64_t state;
	unsigned people, organisations, associations;
	FILE *members, *assessments, *trainings, *pathways, *methodists, *attachments, *support;
};

/* xorshift64*: small, seeded, the same everywhere */
static unsigned
draw(struct country *c, unsigned below)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return (unsigned)(c->state * UINT64_C(2685821657736338717) >> 33) % below;
}

#define PICK(c, words) words[draw(c, sizeof(words) / sizeof(words[0]))]

/* Month 0 is September 2023, month 32 is May 2026. */
static void
put_day(FILE *f, unsigned month, unsigned day)
{
	unsigned n = 8 + month;

	fprintf(f, "%04u-%02u-%02u", 2023 + n / 12, 1 + n % 12, day);
}

static FILE *
open_in(const char *dir, const char *name, const char *header)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.csv", dir, name);
	f = fopen(path, "w");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	fprintf(f, "%s\n", header);
	return f;
}

static void
write_person(struct country *c, FILE *f, unsigned i)
{
	unsigned born = 1958 + draw(c, 46), started = born + 22 + draw(c, 2);

	if (started > 2025)
		started = 2025;
	fprintf(f, "P%07u;%s;%s;;%04u-%02u-%02u;O%05u;учитель;%s;%s;;;;;;%04u-09-01;%04u-08-20;", i,
	    PICK(c, surnames), PICK(c, given), born, 1 + draw(c, 12), 1 + draw(c, 28),
	    1 + draw(c, c->organisations), draw(c, 25) == 0 ? "руководитель" : "педагог",
	    PICK(c, levels), started, started);
	if (draw(c, 15) == 0 && started < 2023)
		put_day(f, draw(c, 33), 1 + draw(c, 28));
	fputs(";;\n", f);
}

/* "person;from;to": to for one in three */
static void
put_span(struct country *c, FILE *f)
{
	unsigned month = draw(c, 30), day = 1 + draw(c, 28);

	put_day(f, month, day);
	fputc(';', f);
	if (draw(c, 3) == 0)
		put_day(f, month + 1 + draw(c, 33 - month - 1), day);
}

static void
write_training(struct country *c, unsigned i)
{
	unsigned month = draw(c, 32), day = 1 + draw(c, 27);

	fprintf(c->trainings, "P%07u;Программа %u;", i, draw(c, 900));
	put_day(c->trainings, month, day);
	fputc(';', c->trainings);
	if (draw(c, 5) > 0)
		put_day(c->trainings, month + 1, day);
	fprintf(c->trainings, ";;%u;%s;%s\n", 18 * (1 + draw(c, 6)), draw(c, 2) ? "да" : "нет",
	    draw(c, 3) ? "да" : "нет");
}

static void
write_pathway(struct country *c, unsigned i)
{
	unsigned month = draw(c, 30), day = 1 + draw(c, 28);

	fprintf(c->pathways, "P%07u;", i);
	put_day(c->pathways, month, day);
	fputs(";;", c->pathways);
	if (draw(c, 2) == 0) {
		put_day(c->pathways, month + 1 + draw(c, 2), day);
		fprintf(c->pathways, ";%s\n", draw(c, 4) > 0 ? "успешно" : "не завершён");
	} else {
		fputs(";\n", c->pathways);
	}
}

static void
write_facts(struct country *c, unsigned i)
{
	fprintf(c->members, "A%04u;P%07u;", 1 + i % c->associations, i);
	put_span(c, c->members);
	fputc('\n', c->members);
	if (draw(c, 100) < 90) {
		fprintf(c->assessments, "P%07u;", i);
		put_day(
		    c->assessments, draw(c, 3) ? 24 + draw(c, 9) : draw(c, 24), 1 + draw(c, 28));
		fputs(";региональная;средний;\n", c->assessments);
	}
	if (draw(c, 100) < 90)
		write_training(c, i);
	if (draw(c, 100) < 50)
		write_pathway(c, i);
	if (draw(c, 100) < 50) {
		unsigned near = (i / PER_METHODIST + draw(c, NEAR)) % (c->people / PER_METHODIST);

		fprintf(c->attachments, "P%07u;P%07u;", 1 + near * PER_METHODIST, i);
		put_span(c, c->attachments);
		fputc('\n', c->attachments);
	}
	if (draw(c, 100) < 20) {
		fprintf(c->support, "P%07u;%s;;", i, PICK(c, forms));
		put_span(c, c->support);
		fputc('\n', c->support);
	}
	if (i % PER_METHODIST == 1) {
		fprintf(c->methodists, "P%07u;", i);
		put_span(c, c->methodists);
		fputs(";приказ\n", c->methodists);
	}
}

static void
write_tables(struct country *c, const char *dir)
{
	FILE *people = open_in(dir, "people",
	    "code;surname;given_name;patronymic;birth_date;organisation;position;staff_kind;level;"
	    "subjects;education;category;category_until;titles;career_start;hired;dismissed;phone;"
	    "email");

	c->members = open_in(dir, "association_members", "association;person;from;to");
	c->assessments = open_in(dir, "assessments", "person;date;kind;level;document");
	c->trainings = open_in(dir, "trainings",
	    "person;programme;started;completed;provider;hours;federal_registry;matched");
	c->pathways = open_in(dir, "pathways", "person;developed;methodist;finished;outcome");
	c->methodists = open_in(dir, "methodists", "person;from;to;document");
	c->attachments = open_in(dir, "attachments", "methodist;person;from;to");
	c->support = open_in(dir, "support", "person;form;mentor;from;to");
	for (unsigned i = 1; i <= c->people; i++) {
		write_person(c, people, i);
		write_facts(c, i);
	}
	fclose(people);
	fclose(c->members);
	fclose(c->assessments);
	fclose(c->trainings);
	fclose(c->pathways);
	fclose(c->methodists);
	fclose(c->attachments);
	fclose(c->support);
}

static void
write_parts(struct country *c, const char *dir)
{
	FILE *organisations =
	    open_in(dir, "organisations", "code;name;full_name;type;address;phone;email;head");
	FILE *associations = open_in(dir, "associations",
	    "code;name;level;subjects;head;head_order_number;head_order_date;scientific_partner");
	FILE *events = open_in(dir, "events",
	    "code;association;title;type;level;planned;held;cancelled;venue;responsible;roadmap");

	for (unsigned i = 1; i <= c->organisations; i++)
		fprintf(organisations, "O%05u;МБОУ «СОШ № %u»;;школа;;;;\n", i, i);
	for (unsigned i = 1; i <= c->associations; i++)
		fprintf(associations, "A%04u;ММО № %u;%s;;;;;\n", i, i, PICK(c, levels));
	for (unsigned i = 1; i <= c->people / PER_EVENT; i++) {
		unsigned month = draw(c, 33), day = 1 + draw(c, 28);

		fprintf(events, "E%07u;A%04u;Семинар %u;семинар;%s;", i,
		    1 + draw(c, c->associations), i, PICK(c, event_levels));
		put_day(events, month, day);
		fputc(';', events);
		if (draw(c, 4) > 0)
			put_day(events, month, day);
		fprintf(events, ";нет;O%05u;;%s\n", 1 + draw(c, c->organisations),
		    draw(c, 2) ? "да" : "нет");
	}
	fclose(organisations);
	fclose(associations);
	fclose(events);
}

int
main(int argc, char **argv)
{
	struct country c = {.state = UINT64_C(20240909)};

	c.people = argc == 3 ? (unsigned)atoi(argv[1]) : 0;
	if (c.people < PER_METHODIST) {
		fprintf(
		    stderr, "usage: make_country COUNT DIR (COUNT at least %d)\n", PER_METHODIST);
		return 2;
	}
	c.organisations = c.people / PER_ORGANISATION + 1;
	c.associations = c.people / PER_ASSOCIATION + 1;
	write_parts(&c, argv[2]);
	write_tables(&c, argv[2]);
	return 0;
}
