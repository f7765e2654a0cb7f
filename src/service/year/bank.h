/* SPDX-License-Identifier: MIT
 * bank.h - the bank of materials: what was put forward, who examines it, what is recommended.
 */
#ifndef SERVICE_BANK_H
#define SERVICE_BANK_H

#include "service/core/view.h"

/* One stands in the view of its status, and besides in that of the old. */
enum bank_view {
	BANK_OFFERED,
	BANK_EXAMINED,
	BANK_RECOMMENDED,
	BANK_REJECTED,
	BANK_WITHOUT, /* never put forward */
	BANK_OLD,     /* neither added nor examined for three years, and not rejected */
	BANK_VIEWS
};
/* "предложены" */
const char *bank_view_word(enum bank_view view);

struct bank_row {
	uint64_t resource, reviewer; /* 0: nobody */
	int32_t status;              /* RESOURCE_..., 0: none */
	int32_t added, reviewed;
	unsigned views; /* bits 1 << view */
};

struct bank {
	struct bank_row *rows; /* what waits by when it was added, the rest newest first */
	size_t count, counts[BANK_VIEWS];
};
/* As it is on a day. ST_DENIED. Free with bank_free in any case. */
enum status bank_read(const struct view *v, int32_t on, struct bank *out, struct error *e);
void bank_free(struct bank *b);

/* What is done: each is one operation, which is undone as one. ST_REFUSED with a sentence: somebody
 * has changed it since it was seen, it does not wait for that; ST_NOTFOUND, ST_INVALID,
 * ST_CONFLICT, ST_DENIED. */

/* A material as it was when it was looked at. */
struct bank_seen {
	uint64_t resource, stamp;
};

/* It is put forward. */
enum status bank_offer(struct session *s, struct bank_seen seen, struct error *e);

/* That expert examines it, whatever came of it before; not the author. */
enum status
bank_examine(struct session *s, struct bank_seen seen, uint64_t expert, struct error *e);

struct bank_verdict {
	bool recommended; /* else rejected */
	int32_t day;
	const char *annotation; /* "": it keeps what it has */
};
/* What the expert says of it: the activity of that member is written with it. *written: whether it
 * was; not for somebody who was not in the corps on the day, nor in a town without one. */
enum status bank_judge(struct session *s, struct bank_seen seen, const struct bank_verdict *verdict,
    bool *written, struct error *e);

#endif
