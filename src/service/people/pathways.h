/* SPDX-License-Identifier: MIT
 * pathways.h - individual pathways (ИОМ) on a day: how far each has come, who is to have one; an
 * item done, a pathway ended, a new one proposed.
 */
#ifndef SERVICE_PATHWAYS_H
#define SERVICE_PATHWAYS_H

#include "base/arena.h"
#include "model/record.h"
#include "service/core/view.h"
#include "service/people/deeds.h"

enum pathway_view {
	PATHWAYS_UNDER_WAY, /* not finished by the day */
	PATHWAYS_OVERDUE,   /* the work list `pathway_overdue` */
	PATHWAYS_WANTED,    /* the work list `assessed_no_pathway`: people, not pathways */
	PATHWAYS_FINISHED,  /* since the school year of the day began */
	PATHWAY_VIEWS
};
/* "В работе" */
const char *pathway_view_word(enum pathway_view view);

struct pathway_row {
	uint64_t id; /* of the pathway; of PATHWAYS_WANTED, of the person */
	uint64_t person, methodist;
	int32_t developed, until, finished;
	size_t items, done;
	unsigned views; /* bits 1 << view */
	struct slice order;
};
struct pathways_board {
	struct pathway_row *rows; /* by term, those finished by when, people by name */
	size_t count, counts[PATHWAY_VIEWS];
	struct arena arena;
};
/* Of one person, or (0) of the town. ST_DENIED, ST_REFUSED: the town has no associations. Free with
 * pathways_board_free in any case. */
enum status pathways_board_read(
    const struct view *v, uint64_t person, int32_t on, struct pathways_board *out, struct error *e);
void pathways_board_free(struct pathways_board *b);

/* The items of a pathway by number; the caller frees *ids. */
size_t pathway_items(const struct view *v, const struct pathway *p, uint64_t **ids);

/* A new pathway of a person as it is offered: from the day, on the last assessment by then, with
 * the methodist the person is attached to, until the end of the lessons. */
void pathway_propose(const struct view *v, uint64_t person, int32_t day, struct pathway *out);
/* A new item of a pathway: the next number. */
void pathway_propose_item(const struct view *v, const struct pathway *p, struct pathway_item *out);

/* Each is one operation. ST_REFUSED: it is so already, or has changed since it was shown. */
enum status pathway_items_done(struct session *s, struct shown_records items, int32_t day,
    const char *evidence, struct error *e);
enum status pathways_finish(struct session *s, struct shown_records pathways, uint8_t outcome,
    int32_t day, struct error *e);

#endif
