/* SPDX-License-Identifier: MIT
 * audience_words.h - whom a letter is for, in words and back.
 */
#ifndef SERVICE_AUDIENCE_WORDS_H
#define SERVICE_AUDIENCE_WORDS_H

#include "service/core/scope_words.h"

enum audience_type {
	AUDIENCE_PART,  /* who works in a part of the town: an association's members too */
	AUDIENCE_CORPS, /* the methodical corps */
	AUDIENCE_HEADS, /* heads of the associations that are open */
	AUDIENCE_YOUNG, /* young teachers, as the indicators know them */
	AUDIENCE_TYPES
};

struct audience {
	enum audience_type type;
	struct scope part;
};

/* "association:A01", "corps", "heads", "young". ST_NOTFOUND with a sentence that says what there
 * is; of what people say for one of them, how it is written. */
enum status
audience_parse(const struct view *v, const char *text, struct audience *out, struct error *e);
/* The text a mailing keeps; and as people call it. */
void audience_put(const struct view *v, struct audience a, struct buf *out);
void audience_put_name(const struct view *v, struct audience a, struct buf *out);
/* The part of the program it comes with: "corps"; "": any. */
const char *audience_module(struct audience a);

#endif
