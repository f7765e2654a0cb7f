/* SPDX-License-Identifier: MIT
 * year_figures.h - the methodical year in figures: events, people, contests, plans, requests, of
 * the town or of one association.
 */
#ifndef SERVICE_YEAR_FIGURES_H
#define SERVICE_YEAR_FIGURES_H

#include "rules/indicators.h"
#include "service/core/view.h"

enum { YEAR_WORDS_MOST = 32 };

struct year_month {
	int32_t first; /* its first day */
	size_t held;
};

struct year_figures {
	struct period period;
	struct scope scope; /* the city or an association */
	size_t held, by_type[YEAR_WORDS_MOST], by_level[YEAR_WORDS_MOST]; /* by choice, from 1 */
	struct year_month *months; /* all of the period, in order */
	size_t nmonths;
	uint64_t participations;
	size_t people, organisations;
	struct {
		size_t events, entries, winners, prizes, laureates;
	} contests;
	struct {
		size_t items, done, late, postponed, cancelled, overdue;
	} plan;
	bool has_requests; /* of the city */
	struct {
		size_t received, done, in_time, late, refused, open, overdue;
	} requests;
};

/* Period and scope as indicators.h reads them. ST_REFUSED: another scope than the city or an
 * association; ST_DENIED. Free with year_figures_free in any case. */
enum status year_figures_ask(const struct view *v, struct period period, struct scope scope,
    struct year_figures *out, struct error *e);
/* The same beside those of the same days a year before: both or, when it fails, neither. */
enum status year_figures_compare(const struct view *v, struct period period, struct scope scope,
    struct year_figures *now, struct year_figures *before, struct error *e);
void year_figures_free(struct year_figures *f);

/* The figures one by one: what is counted, and of a type, a level or a month which: the choice, or
 * the place of the month from 0. */
enum year_what {
	YEAR_HELD,
	YEAR_TYPE,
	YEAR_LEVEL,
	YEAR_MONTH,
	YEAR_PARTICIPATIONS,
	YEAR_PEOPLE,
	YEAR_ORGANISATIONS,
	YEAR_CONTESTS,
	YEAR_ENTRIES,
	YEAR_WINNERS,
	YEAR_PRIZES,
	YEAR_LAUREATES,
	YEAR_ITEMS,
	YEAR_DONE,
	YEAR_LATE,
	YEAR_POSTPONED,
	YEAR_CANCELLED,
	YEAR_OVERDUE,
	YEAR_REQUESTS,
	YEAR_REQUESTS_DONE,
	YEAR_REQUESTS_IN_TIME,
	YEAR_REQUESTS_LATE,
	YEAR_REQUESTS_REFUSED,
	YEAR_REQUESTS_OPEN,
	YEAR_REQUESTS_OVERDUE,
	YEAR_WHATS
};
struct year_number {
	enum year_what what;
	unsigned which;
};

struct year_what_info {
	const char *title; /* NULL: the word of the type or level, the month */
	enum kind kind;    /* whose records are behind it */
	bool sum;          /* of something of theirs: they are not as many */
	bool requests;     /* of the city alone */
};
const struct year_what_info *year_what_info(enum year_what what);

uint64_t year_number(const struct year_figures *f, struct year_number n);
/* "Проведено мероприятий", "семинар", "сентябрь 2025" */
void year_number_put_title(const struct year_figures *f, struct year_number n, struct buf *out);
/* All of them in their order; types and levels that count 0 both here and before (NULL: only here)
 * are left out. The caller frees *out. */
size_t year_numbers(
    const struct year_figures *f, const struct year_figures *before, struct year_number **out);

/* The records behind a figure, each once, found by the pass that counts it: as many as it says,
 * unless it is a sum. A person in a contest is shown by one row of participants. The caller frees
 * *ids. */
enum status year_behind(const struct view *v, struct period period, struct scope scope,
    struct year_number n, uint64_t **ids, size_t *count, struct error *e);

#endif
