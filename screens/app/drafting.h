/* SPDX-License-Identifier: MIT
 * drafting.h - what is being made on a screen, kept as a draft: written from the first keystroke,
 * offered on return, thrown away when it is finished.
 *
 * A screen that makes something over several keys, be it the form of a record or an order, has one
 * of these in its state, says how its work becomes values and is made of them again, and calls it
 * where drafting_* below says.
 */
#ifndef SCREENS_DRAFTING_H
#define SCREENS_DRAFTING_H

#include "db/record/draft.h"
#include "screens/app/app.h"

struct drafting_ops {
	/* draft_put() what stands on the screen; the stamp and the place of the cursor where there
	 * are such. */
	void (*put)(void *work, struct draft *out);
	/* Of a draft that is gone on with: names that are not known any more are passed over. */
	void (*take)(void *work, const struct draft *d);
	/* Is there anything a draft is worth? NULL: whatever was touched is. */
	bool (*is_changed)(const void *work);
	const char *begun; /* "Этот приказ вы уже начинали составлять:" */
	const char *left; /* the title when it is left unfinished */
	const char *stay; /* the first button then */
};

struct drafting {
	const struct drafting_ops *ops;
	struct app *app;
	void *work;                   /* given to ops */
	struct draft_name of;         /* it is written under */
	bool unsaved;                 /* changed since it was written */
	bool kept;                    /* there is one */
	uint64_t version;             /* of it, as it was written or taken here */
	bool told;                    /* where drafts go when the base cannot take them */
	int64_t changed_at, saved_at; /* clock_monotonic */
	struct draft *found;          /* what was found at the beginning, until it is decided on */
	void (*stay)(struct screen *sc); /* drafting_ask_leaving */
	bool begun;                      /* it was offered, or gone on with */
	bool chosen;                     /* drafting_choose */
	uint64_t choice;
};

/* Look for what there is; of.id 0: something new is made. ops, app and work are set. */
void drafting_open(struct drafting *d, struct draft_name of);
void drafting_close(struct drafting *d);
/* That one is gone on with, without asking; NULL: none. */
void drafting_choose(struct drafting *d, const uint64_t *id);
/* In load(), when the screen is on top: the first time what was found is offered, or gone on with
 * where it was chosen. true: it was the first time. */
bool drafting_load(struct drafting *d);

/* Something was changed: the draft is due. */
void drafting_touched(struct drafting *d);
/* Write it when typing pauses, or now; in act(), key() and tick(), and with `now` in leave(). */
void drafting_save(struct drafting *d, bool now);
/* What was made is thrown away, and the draft with it; one that was written on in another window
 * stays, and is told. */
void drafting_drop(struct drafting *d);
/* It went with what was finished. */
void drafting_forget(struct drafting *d);
/* From here on something else is made, of that id (0: new). */
void drafting_renew(struct drafting *d, uint64_t id);

/* What was typed of the name of its record: "Кравчук Алёна"; nothing when nothing was. */
void drafting_put_name(const struct draft *d, struct buf *out);

/* Something was changed since it was begun. */
static inline bool
drafting_has_work(const struct drafting *d)
{
	return d->kept || d->unsaved;
}

/* In may_close(), with something changed: stay, leave the draft, throw it away? What the first
 * button does; NULL: nothing. */
void drafting_ask_leaving(struct drafting *d, void (*stay)(struct screen *sc));

#endif
