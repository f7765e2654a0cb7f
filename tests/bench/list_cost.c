/* SPDX-License-Identifier: MIT
 * list_cost.c - what the list screen waits for, in process and in CPU time: opening a list and its
 * first page while a search is typed letter by letter.
 *
 *   list_cost DIR [sort=FIELD] WORDS...      DIR: a database with people
 *
 * Each of the WORDS is typed again and again in a session of its own, into a list in order of names
 * or of the FIELD. Prints a line for each: the words, how many records they find, and in
 * milliseconds the dearest letter of the first round, when nothing is remembered yet, and of the
 * later ones the median cost of the last letter, that of the dearest letter, what 99 of a hundred
 * do not exceed (of the letter that is the worst in this), and how often they were typed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/utf8.h"
#include "tests/lib/visitor_help.h"
#include "service/list/listing.h"
#include "service/record/register.h"
#include "tests/lib/in_view.h"
#include "tests/lib/tally.h"

enum { PAGE = 20, LETTERS = 64 };

/* A list and what is typed into it. */
struct typing {
	struct session *s;
	const struct field *sort;
	struct record *rows[PAGE];
	struct tally letters[LETTERS];
};

/* Open the list as the screen does; returns what it cost. */
static double
look(struct typing *t, const char *words, size_t *count)
{
	const struct listing_spec spec = {.kind = KIND_PEOPLE, .search = words, .sort = t->sort};
	struct listing *l = NULL;
	double start = cpu_ms();

	if (IN_VIEW(t->s, listing_open(&l, VIEW, &spec, NULL, NULL)) != ST_OK)
		exit(1);
	IN_VIEW(t->s, listing_page(l, VIEW, 0, PAGE, t->rows));
	start = cpu_ms() - start;
	*count = listing_count(l);
	listing_close(l);
	return start;
}

static double
more(double a, double b)
{
	return a > b ? a : b;
}

/* What the letters cost. */
struct letters {
	double dearest, all;
	size_t found; /* by the last */
};

/* The words a letter longer each time, then the whole list again. */
static struct letters
type_words(struct typing *t, const char *words, bool counted)
{
	const char *p = words, *end = words + strlen(words);
	struct letters typed = {0};
	size_t n = 0, all;
	char text[256];

	while (p < end && n < LETTERS && (size_t)(p - words) < sizeof(text) - 4) {
		double cost;

		utf8_next(&p, end);
		snprintf(text, sizeof(text), "%.*s", (int)(p - words), words);
		cost = look(t, text, &typed.found);
		if (counted)
			tally_add(&t->letters[n], cost);
		n++;
		typed.dearest = more(typed.dearest, cost);
		typed.all += cost;
	}
	look(t, "", &all);
	return typed;
}

static void
measure(struct typing *t, const char *words)
{
	struct letters first = type_words(t, words, false);
	double dearest = 0, last = 0, worst = 0;
	static struct tally rounds;

	memset(t->letters, 0, sizeof(t->letters));
	for (rounds.count = 0; !tally_is_enough(&rounds);)
		tally_add(&rounds, type_words(t, words, true).all);
	for (size_t i = 0; i < LETTERS && t->letters[i].count > 0; i++) {
		last = tally_middle(&t->letters[i]);
		dearest = more(dearest, last);
		worst = more(worst, tally_p99(&t->letters[i]));
	}
	printf("%s\t%zu\t%.2f\t%.2f\t%.2f\t%.2f\t%zu\n", words, first.found, last, dearest,
	    first.dearest, worst, rounds.count);
}

int
main(int argc, char **argv)
{
	static struct typing t;
	struct error e = {0};

	if (argc < 3)
		return 2;
	keep_memory(); /* as the screens do */
	for (size_t i = 0; i < PAGE; i++)
		t.rows[i] = record_new(KIND_PEOPLE);
	for (int i = 2; i < argc; i++) {
		if (i == 2 && strncmp(argv[i], "sort=", 5) == 0) {
			t.sort = field_find(KIND_PEOPLE, argv[i] + 5);
			continue;
		}
		if (session_open(&t.s, argv[1], AS(NULL), &e) != ST_OK) {
			fprintf(stderr, "list_cost: %s\n", error_text(&e));
			return 1;
		}
		measure(&t, argv[i]);
		session_close(t.s);
	}
	for (size_t i = 0; i < PAGE; i++)
		record_free(t.rows[i]);
	return 0;
}
