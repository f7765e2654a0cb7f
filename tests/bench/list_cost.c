/* SPDX-License-Identifier: MIT
 * list_cost.c - what the list screen waits for, in process: opening a list, its first page, a
 * search growing letter by letter.
 *
 *   list_cost DIR WORDS...      DIR: a database with people
 *
 * For the whole list and for each of the WORDS prints a line: the words, how many records were
 * found, the medians of opening the list and of loading its first page, and the longest opening of
 * all the beginnings of the words, as they are typed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "service/listing.h"
#include "service/register.h"

enum { ROUNDS = 9, PAGE = 20 };

struct costs {
	double open, page;
	size_t count;
};

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
look(struct session *s, const char *words, struct record **rows, struct costs *out)
{
	const struct listing_spec spec = {.kind = KIND_PEOPLE, .search = words};
	struct listing *l = NULL;
	double start = cpu_ms();

	if (listing_open(&l, s, &spec, NULL, NULL) != ST_OK)
		exit(1);
	out->open = cpu_ms() - start;
	start = cpu_ms();
	listing_page(l, s, 0, PAGE, rows);
	out->page = cpu_ms() - start;
	out->count = listing_count(l);
	listing_close(l);
}

/* Medians over the rounds. */
static struct costs
look_often(struct session *s, const char *words, struct record **rows)
{
	double opens[ROUNDS], pages[ROUNDS];
	struct costs c = {0};

	for (int i = 0; i < ROUNDS; i++) {
		look(s, words, rows, &c);
		opens[i] = c.open;
		pages[i] = c.page;
	}
	qsort(opens, ROUNDS, sizeof(opens[0]), by_value);
	qsort(pages, ROUNDS, sizeof(pages[0]), by_value);
	return (struct costs){opens[ROUNDS / 2], pages[ROUNDS / 2], c.count};
}

/* The beginnings of the words, one letter more each time; the dearest keystroke. */
static double
type_letters(struct session *s, const char *words, struct record **rows)
{
	const char *p = words, *end = words + strlen(words);
	char typed[256];
	double worst = 0;

	while (p < end && (size_t)(p - words) < sizeof(typed) - 4) {
		struct costs c;

		utf8_next(&p, end);
		snprintf(typed, sizeof(typed), "%.*s", (int)(p - words), words);
		c = look_often(s, typed, rows);
		worst = c.open + c.page > worst ? c.open + c.page : worst;
	}
	return worst;
}

int
main(int argc, char **argv)
{
	struct record *rows[PAGE];
	struct buf account = {0};
	struct session *s;
	struct error e = {0};

	if (argc < 2)
		return 2;
	session_default_account(&account);
	if (session_open(&s, argv[1], buf_text(&account), "bench", &e) != ST_OK) {
		fprintf(stderr, "list_cost: %s\n", error_text(&e));
		return 1;
	}
	for (size_t i = 0; i < PAGE; i++)
		rows[i] = record_new(KIND_PEOPLE);
	for (int i = 1; i < argc; i++) {
		const char *words = i > 1 ? argv[i] : "";
		struct costs c = look_often(s, words, rows);

		printf("%s\t%zu\t%.2f\t%.2f\t%.2f\n", words, c.count, c.open, c.page,
		    type_letters(s, words, rows));
	}
	for (size_t i = 0; i < PAGE; i++)
		record_free(rows[i]);
	session_close(s);
	buf_free(&account);
	return 0;
}
