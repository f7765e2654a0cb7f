/* SPDX-License-Identifier: MIT
 * roll_work.h - the roll of an event while it is changed on a screen: read, kept as a draft, saved,
 * left. The list of its people and the results of a contest are two such screens; the draft is one.
 */
#ifndef SCREENS_ROLL_WORK_H
#define SCREENS_ROLL_WORK_H

#include "screens/app/drafting.h"
#include "screens/app/place_args.h"
#include "service/events/event_roll.h"

/* In the state of a screen behind what its list wants. */
struct roll_work {
	uint64_t event;
	struct event_roll roll;
	struct drafting drafting;
};

/* ops: its drafting, whose put and take begin with those of the roll; it is given `work`. */
enum status roll_work_open(struct roll_work *w, struct screen *sc, const struct event_args *a,
    const struct drafting_ops *ops, void *work, struct error *e);
void roll_work_close(struct roll_work *w);
/* In read(): what others have written, unless something is changed here. true: it was read anew;
 * false: it stays, as what was changed, or because it is gone, which is said. */
bool roll_work_read(struct roll_work *w, struct view *v);

/* "Конкурс «Учитель года» · 19.01.2026", and whether all is written. */
void roll_work_put_title(const struct roll_work *w, struct buf *out);
bool roll_work_is_changed(const struct roll_work *w);
/* For keys that are no action with a permit; false: they may not, which is said. */
bool roll_work_may_edit(const struct roll_work *w);
/* Something was decided: shown anew, kept as a draft. */
void roll_work_touched(struct roll_work *w);

/* Write it and say so, or why not. */
bool roll_work_save(struct roll_work *w);
/* Take back what was written last, unless something is not written yet. */
void roll_work_undo(struct roll_work *w, bool has_work);
/* For screen_ops: ask before what is not written is left. */
bool roll_work_may_close(struct roll_work *w, void (*save_and_leave)(struct screen *sc));
/* A paper of the event as it is written; what is not written is refused. */
void
roll_work_show_paper(struct roll_work *w, const char *paper, const char *title, const char *name);

#endif
