/* SPDX-License-Identifier: MIT
 * card_lines.h - what a card shows: a record's fields, who refers to it, and its history, as lines.
 */
#ifndef SCREENS_CARD_LINES_H
#define SCREENS_CARD_LINES_H

#include "base/arena.h"
#include "rules/indicators.h"
#include "screens/record/columns.h"
#include "screens/term/ui.h"
#include "service/core/view.h"

enum section {
	SECTION_FIELDS,
	SECTION_REFERRERS,
	SECTION_ACTIVITY,
	SECTION_HISTORY,
	SECTION_COUNT
};

/* What Enter does on a line. */
enum lead { LEAD_NOWHERE, LEAD_CARD, LEAD_LIST, LEAD_ENTRIES, LEAD_LETTERS };

struct line {
	enum section section;
	bool heading;
	enum style style;
	const char *label, *text;
	enum lead lead;
	enum kind kind;            /* of the card or the list it leads to */
	uint64_t id;               /* LEAD_CARD: the record; in the history: the operation */
	const struct field *field; /* the field; LEAD_LIST: the reference that must be this record
				    */
	size_t part; /* in the history: its place within the operation; of activity: the direction,
			from 1, 0: all */
};

struct card_lines {
	struct line *lines;
	size_t count, room;
	struct arena arena; /* owns the texts */
};

void card_lines_clear(struct card_lines *l);
void card_lines_free(struct card_lines *l);

/* What follows from the record (NULL: nothing does), above its fields. */
void card_lines_add_derived(
    struct card_lines *l, const struct view *v, const struct derived *d, struct record *r);
/* The sections of a card, each with its heading. */
void card_lines_add_fields(struct card_lines *l, const struct view *v, const struct record *r);
void card_lines_add_referrers(struct card_lines *l, const struct view *v, const struct record *of);
/* What a person did in the corps since the school year began, by directions; nothing of whoever was
 * not in it then. */
void card_lines_add_activity(struct card_lines *l, const struct view *v, uint64_t person);
/* Which days these are. */
struct period card_lines_activity_period(void);
/* Some steps of the history, newest first, of those before the operation `before` (UINT64_MAX: from
 * the newest, with the heading). Returns what the next begin before, 0: there are none. */
uint64_t card_lines_add_history(
    struct card_lines *l, const struct view *v, enum kind kind, uint64_t id, uint64_t before);
/* A line of text in place of the fields. */
void card_lines_add_notice(struct card_lines *l, const char *text);

/* The line that stands for what `was` stood for (a field, a reference, a part of an operation) in
 * lines read before, whatever it says now; the count when there is none. */
size_t card_lines_find(const struct card_lines *l, const struct line *was);

/* The first line of a section, or the count when it has none. */
size_t card_lines_section(const struct card_lines *l, enum section section);

#endif
