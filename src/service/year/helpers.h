/* SPDX-License-Identifier: MIT
 * helpers.h - who could be asked to answer a request, or to examine a material of the bank.
 */
#ifndef SERVICE_HELPERS_H
#define SERVICE_HELPERS_H

#include "base/arena.h"
#include "service/core/view.h"

struct helper {
	uint64_t person;
	const char *name;
	const char *area;     /* what the person looks after, "" when that is not said */
	size_t open, overdue; /* requests in hand */
	size_t materials;     /* being examined */
	bool of_subject;
};
struct helpers {
	struct helper *rows; /* those of the subject first, the least laden first, by name */
	size_t count;
	struct arena arena;
};

/* What help is wanted for: a request, a resource. */
struct help_wanted {
	enum kind kind;
	uint64_t id;
};
/* Who could be asked: members of the corps on the day, in a town without one its methodists; not
 * the author of a material. ST_NOTFOUND: it is gone. Free with helpers_free in any case. */
enum status helpers_read(const struct view *v, struct help_wanted wanted, int32_t on,
    struct helpers *out, struct error *e);
void helpers_free(struct helpers *h);

#endif
