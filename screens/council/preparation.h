/* SPDX-License-Identifier: MIT
 * preparation.h - the inside of the screen that prepares a meeting: preparation.c what can be done,
 * preparation_items.c with the items of the agenda, preparation_plan.c from the register to the
 * plan and back, preparation_draft.c how it is kept.
 */
#ifndef SCREENS_PREPARATION_H
#define SCREENS_PREPARATION_H

#include "screens/app/drafting.h"
#include "screens/council/topic_ask.h"
#include "screens/widget/list.h"
#include "service/council/council.h"

/* The lines above the agenda. */
enum preparation_line {
	LINE_DATE,
	LINE_CHAIR,
	LINE_SECRETARY,
	LINE_SEATS,
	LINE_MEMBERS,
	LINE_COUNT
};

struct preparation {
	struct meeting_plan plan; /* its agenda is made when it is saved */
	bool changed;
	struct drafting drafting;
	const char *number; /* "" until it is saved */
	const char *values[LINE_COUNT];
	struct planned {
		struct agenda_entry entry; /* its texts are never NULL */
		bool taken;                /* on the agenda; else it waits for another meeting */
		const char *name, *workplace, *subject_area, *way;
	} * items;
	size_t nitems;
	struct seat {
		uint64_t person;
		const char *name, *workplace, *duty;
	} * seats;
	size_t nseats;
	struct arena texts;  /* of the items */
	struct arena around; /* of the number, values and seats */
	size_t line;         /* the cursor; LINE_COUNT: in the agenda */
	struct list list;    /* of the items */
};

extern const struct drafting_ops preparation_drafting;

/* Begin: a new plan as proposed, or the one of a meeting that has not started. */
enum status
preparation_begin(struct preparation *p, struct view *v, uint64_t meeting, struct error *e);
/* Others have changed something: what each application is by now, those that have become ready
 * behind, those that are no more gone; what the person has decided stays. */
void preparation_refresh(struct preparation *p, struct view *v);
void preparation_free(struct preparation *p);

/* The texts of the lines above, and who sits in the council on the day. */
void preparation_read_around(struct preparation *p, struct view *v);

/* Something was decided about the plan: it is not written down yet, but kept. */
void preparation_changed(struct preparation *p);

/* An item without more than its entry, behind the others: what is told of it is read by
 * preparation_refresh(). */
void preparation_take(struct preparation *p, const struct agenda_entry *entry, bool taken);
/* Give the item its words: another speaker, of a topic another wording. */
void preparation_reword(struct preparation *p, size_t item, const char *topic, const char *speaker);
/* A new topic in front of the item (the count of items: behind the last). */
void
preparation_add_topic(struct preparation *p, size_t before, const char *topic, const char *speaker);
void preparation_drop_topic(struct preparation *p, size_t item);
/* The item that is about the same; the count when there is none. */
size_t preparation_find(const struct preparation *p, const struct agenda_entry *entry);

/* The item under the cursor, and the cursor back on it once the items have been read anew. */
struct topic_asked preparation_item_here(const struct preparation *p);
void preparation_stay_at(struct preparation *p, const struct topic_asked *here);

/* Keys. The item under the cursor is taken or not; all are; it moves among the others, the cursor
 * with it. */
void preparation_toggle(struct preparation *p);
void preparation_take_all(struct preparation *p);
void preparation_shift(struct screen *sc, bool up);
/* An application comes or goes, a topic gets other words; a topic more, or one less. */
void preparation_edit_item(struct screen *sc);
void preparation_ask_topic(struct screen *sc);
void preparation_drop_item(struct screen *sc);
void preparation_ask_speaker(struct screen *sc);
/* The papers of all candidates, one behind the other. */
void preparation_show_pack(struct screen *sc);

/* How many items are on the agenda. */
size_t preparation_taken(const struct preparation *p);

/* Write it down; the plan becomes that of the meeting. */
enum status preparation_save(struct preparation *p, struct session *s, struct error *e);

#endif
