/* SPDX-License-Identifier: MIT
 * stage.h - a town made ready for what wants something done first, in a folder of its own that is
 * the program's working folder as well: its path is as long on every machine, so that a picture of
 * it can be masked.
 */
#ifndef TESTS_LIB_STAGE_H
#define TESTS_LIB_STAGE_H

#include "tests/lib/desk.h"

struct stage {
	struct desk desk; /* db: the town */
	vt *colleague;    /* a program that is at work meanwhile; NULL: none */
};

/* The towns there are besides that of every desk: made once, in the desk's folder. */
#define TOWN_SITTING "sitting" /* a meeting of the council is at its first item */
#define TOWN_OFFICE  "office"  /* a short journal, whose accounts are the system's users */
void stage_make_towns(const struct desk *d);

/* A copy of one of them, or (NULL) of that of every desk. */
void stage_open(struct stage *stage, struct desk *d, const char *town);
/* Its program over the town, which it knows by the name alone. */
vt *stage_start(const struct stage *stage, const char *account, int rows, int columns);
void stage_close(struct stage *stage);

/* What is done before that. */
void stage_copy(struct stage *stage);        /* a copy was made, then records were changed */
void stage_older(struct stage *stage);       /* the database is an older program's */
void stage_school_list(struct stage *stage); /* a list as a school sends it lies in the folder */
void stage_two_writers(struct stage *stage); /* a draft, whose record a colleague has changed */
void stage_colleague(struct stage *stage);   /* one is at work, over SSH */

/* In place of the folder's path, whole or cut off, as many marks. */
void stage_mask(const struct stage *stage, char *text);

#endif
