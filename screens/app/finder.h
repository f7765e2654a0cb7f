/* SPDX-License-Identifier: MIT
 * finder.h - things one can do, found by typing some of their words: what F1 and F9 are made of.
 */
#ifndef SCREENS_FINDER_H
#define SCREENS_FINDER_H

#include "model/entity.h"
#include "screens/app/app.h"
#include "screens/widget/editor.h"
#include "screens/widget/list.h"

enum { FINDER_SENTENCE = 2 }; /* rows under the list: all that is said of the line of the cursor */

struct finder_item {
	char *key, *text;
	const char *also; /* more words it is found by; NULL: none */
	int act;          /* to be done on the screen below; ACT_NONE: go to the place */
	enum place place;
	enum kind kind; /* of PLACE_BROWSER, PLACE_ENTRY */
};

struct finder {
	struct finder_item *items;
	size_t count, room;
	size_t *shown; /* indexes of the items that hold every word typed */
	size_t nshown;
	struct editor *typed;
	struct highlight found;
	struct list list;
	bool other_layout; /* the words were found only as typed in the other keyboard layout */
};

void finder_add(struct finder *f, const char *key, const char *text, struct finder_item what);
/* The actions of a table that are not in `without` and are permitted, without the keys that do
 * something else there; movements too when wanted. */
void finder_add_actions(struct finder *f, const struct session *s, const struct action *table,
    const struct action *without, bool movements);
void finder_search(struct finder *f); /* after adding, and after every change of what is typed */
void finder_free(struct finder *f);

void finder_draw(const struct finder *f, struct ui *ui, int row, int column, int rows, int columns);

/* For the ops of a screen whose state is a finder. */
void finder_act(struct screen *sc, int act);
bool finder_typed(struct screen *sc, const struct key *key);
bool finder_in_text(const struct screen *sc);

#endif
