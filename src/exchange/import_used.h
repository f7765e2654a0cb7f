/* SPDX-License-Identifier: MIT
 * import_used.h - values nobody has typed before, of the fields that repeat: a position, a subject.
 */
#ifndef EXCHANGE_IMPORT_USED_H
#define EXCHANGE_IMPORT_USED_H

#include "exchange/import_keys.h"
#include "service/core/view.h"

enum { IMPORT_USED = 4 }; /* fields of one kind that are looked at */

/* {0} is empty. */
struct import_used {
	enum kind kind;
	size_t count;
	bool begun;
	unsigned told;
	struct import_used_field {
		const struct field *field;
		bool enough;              /* values there were, for a new one to be worth a word */
		struct import_keys known; /* those, and what the import has brought, as compared */
		struct buf nearest;       /* all that were known, for what may have been meant */
	} fields[IMPORT_USED];
};

typedef void import_used_fn(void *context, const struct field *f, const char *sentence);

/* Tell of each value of the record that is new, once an import. The view sees what was there
 * before. Rows of one kind come together. */
void import_used_look(struct import_used *u, struct view *v, const struct record *r,
    import_used_fn *tell, void *context);
void import_used_free(struct import_used *u);

#endif
