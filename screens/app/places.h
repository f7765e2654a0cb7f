/* SPDX-License-Identifier: MIT
 * places.h - how screens open each other: by name, with arguments, never by symbol.
 */
#ifndef SCREENS_PLACES_H
#define SCREENS_PLACES_H

#include "service/core/roles.h"

struct app;
struct question;
struct screen_ops;

enum place {
#define PLACE(name, ...) PLACE_##name,
#include "screens/places.def"
#undef PLACE
	PLACE_COUNT
};

/* Decides by the arguments which screen it is, and opens it. */
typedef void place_fn(struct app *app, struct question question, const void *args);

struct place_traits {
	const char *group;    /* its word in the menu of places; NULL: it is not offered there */
	const char *label;    /* its line there */
	const char *synonyms; /* what people may call it; NULL: nothing else */
	enum permit permit;
	const char *module;
	int lists;                       /* 1 + the kind whose list it is; 0: none */
	const struct screen_ops *screen; /* NULL: open() says */
	place_fn *open;
};

/* Go there; the answer goes to question.then. What the arguments are, place_args.h says; they are
 * copied, or not kept. Whoever is not permitted is told. */
void place_open(struct app *app, enum place place, struct question question, const void *args);

#endif
