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
void year_figures_free(struct year_figures *f);

#endif
