/* SPDX-License-Identifier: MIT
 * sort_cost.c - what a filtered and a sorted list of people cost until its first page is there, in
 * process and in CPU time.
 *
 *   sort_cost DIR      DIR: a database with people
 *
 * Prints a line for each list: what it is, how many rows it has, in milliseconds the first opening
 * in a session, the median of later ones and what 99 of a hundred do not exceed; how many they
 * were, and the dates of birth of its first page, by which the answer is compared with another
 * program's.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/date.h"
#include "service/list/listing.h"
#include "tests/lib/in_view.h"
#include "tests/lib/tally.h"
#include "tests/lib/visitor_help.h"

enum { PAGE = 20 };

static struct record *rows[PAGE];

/* Where a page is looked at: in parts of the whole. */
static double
look(struct session *s, const struct listing_spec *spec, double part, size_t *count)
{
	struct listing *l = NULL;
	double start;
	size_t first;

	start = cpu_ms();
	if (IN_VIEW(s, listing_open(&l, VIEW, spec, NULL, NULL)) != ST_OK)
		exit(1);
	first = (size_t)((double)listing_count(l) * part);
	IN_VIEW(s, listing_page(l, VIEW, first, PAGE, rows));
	start = cpu_ms() - start;
	*count = listing_count(l);
	listing_close(l);
	return start;
}

static void
print_births(size_t count)
{
	struct buf dates = {0};

	for (size_t i = 0; i < count; i++) {
		buf_puts(&dates, i > 0 ? "," : "");
		date_put_iso(&dates, ((const struct person *)rows[i])->birth_date);
	}
	printf("%s\n", buf_text(&dates));
	buf_free(&dates);
}

static void
measure(const char *dir, const char *what, const struct listing_spec *spec, double part)
{
	static struct tally later;
	double first;
	struct session *s;
	struct error e = {0};
	size_t count = 0;

	if (session_open(&s, dir, AS(NULL), &e) != ST_OK) {
		fprintf(stderr, "sort_cost: %s\n", error_text(&e));
		exit(1);
	}
	first = look(s, spec, part, &count);
	for (later.count = 0; !tally_is_enough(&later);)
		tally_add(&later, look(s, spec, part, &count));
	printf("%s\t%zu\t%.2f\t%.2f\t%.2f\t%zu\t", what, count, first, tally_middle(&later),
	    tally_p99(&later), later.count);
	print_births(count < PAGE ? count : PAGE);
	session_close(s);
}

int
main(int argc, char **argv)
{
	static const char *const columns[] = {
	    "birth_date", "category", "organisation", "position", "email"};
	struct listing_spec all = {.kind = KIND_PEOPLE}, filtered = all;

	if (argc != 2)
		return 2;
	keep_memory(); /* as the screens do */
	for (size_t i = 0; i < PAGE; i++)
		rows[i] = record_new(KIND_PEOPLE);
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		struct listing_spec sorted = {.kind = KIND_PEOPLE,
		    .sort = field_find(KIND_PEOPLE, columns[i]),
		    .descending = true};

		measure(argv[1], columns[i], &sorted, 0);
	}
	filtered.filters[filtered.nfilters++] = (struct filter){
	    .field = field_find(KIND_PEOPLE, "category"), .test = FILTER_EQUAL, .value = 3};
	measure(argv[1], "filter category", &filtered, 0);
	filtered.filters[filtered.nfilters++] =
	    (struct filter){.field = field_find(KIND_PEOPLE, "hired"),
		.test = FILTER_IN_FORCE,
		.value = date_make(2026, 5, 31)};
	measure(argv[1], "and at work", &filtered, 0);
	measure(argv[1], "all, beginning", &all, 0);
	measure(argv[1], "all, middle", &all, 0.5);
	measure(argv[1], "all, end", &all, 0.999);
	for (size_t i = 0; i < PAGE; i++)
		record_free(rows[i]);
	return 0;
}
