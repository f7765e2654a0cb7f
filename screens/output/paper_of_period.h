/* SPDX-License-Identifier: MIT
 * paper_of_period.h - a paper of what was done from one day to another.
 */
#ifndef SCREENS_PAPER_OF_PERIOD_H
#define SCREENS_PAPER_OF_PERIOD_H

#include "screens/app/app.h"

/* Which paper; texts are the program's own and outlive the questions. */
struct paper_of_period {
	const char *id;    /* "association-report" */
	const char *title; /* "Отчёт объединения" */
	const char *name; /* of its file, before the last day: "отчёт-объединения" */
	uint64_t record;  /* whose; 0: of no one record */
	int32_t from;     /* asked */
};

/* Ask the two days, of the school year until they are answered otherwise, and show the paper. */
void ask_paper_of_period(struct screen *sc, struct paper_of_period paper);
/* Show it at once, of these days (.from and the last). */
void open_paper_of_period(struct app *app, const struct paper_of_period *paper, int32_t until);

#endif
