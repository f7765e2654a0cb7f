/* SPDX-License-Identifier: MIT
 * filter.h - what a list is narrowed to: the words for it, and the questions that choose it.
 */
#ifndef SCREENS_FILTER_H
#define SCREENS_FILTER_H

#include "screens/app.h"
#include "service/listing.h"

/* The conditions of a list; it owns their texts. */
struct filters {
	struct filter items[LISTING_FILTERS];
	char *texts[LISTING_FILTERS];
	size_t count;
};

/* Take a condition on; it replaces one on the same field with the same test. false: there is no
 * room. */
bool filters_add(struct filters *f, const struct filter *filter);
void filters_clear(struct filters *f);

/* "Организация: СОШ № 8 · Категория: высшая" */
void filters_put(const struct filters *f, struct session *s, enum kind kind, struct buf *out);

/* The questions: which field, which test or word, which value. The screen that owns the dialog
 * hands the answers of questions [FILTER_QUESTION, FILTER_QUESTION_END) over to it. */
enum { FILTER_QUESTION = 100, FILTER_QUESTION_END = 103 };

struct filter_dialog {
	enum kind kind;
	const struct field *field;
	enum filter_test test;
};

enum filter_step { FILTER_ASKING, FILTER_CHOSEN, FILTER_LEFT };

void filter_ask(struct filter_dialog *d, struct app *app, enum kind kind);
/* FILTER_CHOSEN fills *out; its text is borrowed from the profile or the tables. */
enum filter_step filter_answered(struct filter_dialog *d, struct app *app, int question,
    const struct answer *answer, struct filter *out);

#endif
