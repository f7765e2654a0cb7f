/* SPDX-License-Identifier: MIT
 * list_cost.c - what the list screen waits for, in process and in CPU time: opening a list and its
 * first page while a search is typed letter by letter.
 *
 *   list_cost DIR WORDS...      DIR: a database with people
 *
 * Each of the WORDS is typed ROUNDS times in a session of its own. Prints a line for each: the
 * words, how many records they find, and in milliseconds the median cost of the last letter, that
 * of the dearest letter, and the dearest letter of the first round, when nothing is remembered yet.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/die.h"
#include "base/utf8.h"
#include "tests/lib/visitor_help.h"
#include "service/list/listing.h"
#include "service/record/register.h"
#include "tests/lib/in_view.h"

enum { ROUNDS = 9, PAGE = 20, LETTERS = 64 };

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

static double
median(double *values)
{
	qsort(values, ROUNDS, sizeof(*values), by_value);
	return values[ROUNDS / 2];
}

/* Open the list as the screen does; returns what it cost. */
static double
look(struct session *s, const char *words, struct record **rows, size_t *count)
{
	const struct listing_spec spec = {.kind = KIND_PEOPLE, .search = words};
	struct listing *l = NULL;
	double start = cpu_ms();

	if (IN_VIEW(s, listing_open(&l, VIEW, &spec, NULL, NULL)) != ST_OK)
		exit(1);
	IN_VIEW(s, listing_page(l, VIEW, 0, PAGE, rows));
	start = cpu_ms() - start;
	*count = listing_count(l);
	listing_close(l);
	return start;
}

/* The words a letter longer each time, then the whole list again; costs has a row for each letter.
 */
static size_t
type_words(struct session *s, const char *words, struct record **rows, int round,
    double costs[LETTERS][ROUNDS])
{
	const char *p = words, *end = words + strlen(words);
	size_t letters = 0, count = 0, all;
	char typed[256];

	while (p < end && letters < LETTERS && (size_t)(p - words) < sizeof(typed) - 4) {
		utf8_next(&p, end);
		snprintf(typed, sizeof(typed), "%.*s", (int)(p - words), words);
		costs[letters++][round] = look(s, typed, rows, &count);
	}
	look(s, "", rows, &all);
	return count;
}

static void
measure(struct session *s, const char *words, struct record **rows)
{
	static double costs[LETTERS][ROUNDS];
	double first = 0, dearest = 0, last = 0;
	size_t count = 0;

	memset(costs, 0, sizeof(costs));
	for (int round = 0; round < ROUNDS; round++)
		count = type_words(s, words, rows, round, costs);
	for (size_t i = 0; i < LETTERS; i++) {
		double cost;

		first = costs[i][0] > first ? costs[i][0] : first;
		cost = median(costs[i]);
		dearest = cost > dearest ? cost : dearest;
		last = cost > 0 ? cost : last;
	}
	printf("%s\t%zu\t%.2f\t%.2f\t%.2f\n", words, count, last, dearest, first);
}

int
main(int argc, char **argv)
{
	struct record *rows[PAGE];
	struct session *s;
	struct error e = {0};

	if (argc < 3)
		return 2;
	keep_memory(); /* as the screens do */
	for (size_t i = 0; i < PAGE; i++)
		rows[i] = record_new(KIND_PEOPLE);
	for (int i = 2; i < argc; i++) {
		if (session_open(&s, argv[1], AS(NULL), &e) != ST_OK) {
			fprintf(stderr, "list_cost: %s\n", error_text(&e));
			return 1;
		}
		measure(s, argv[i], rows);
		session_close(s);
	}
	for (size_t i = 0; i < PAGE; i++)
		record_free(rows[i]);
	return 0;
}
