/* SPDX-License-Identifier: MIT
 * papers.h - the papers of a town: those its profile describes, the others as the program has them.
 */
#ifndef MODEL_PAPERS_H
#define MODEL_PAPERS_H

#include "model/paper/paper.h"
#include "model/profile/profile.h"

struct papers;

/* p outlives it. What the program brings is read here, so only who makes a paper waits for it. */
struct papers *papers_open(const struct profile *p);
void papers_free(struct papers *papers); /* NULL is fine */

/* Those of the modules the town has, in the order of the program's, then the town's own; NULL
 * behind the last. */
const struct paper *papers_at(const struct papers *papers, size_t place);
/* NULL when the town has no such paper. */
const struct paper *papers_find(const struct papers *papers, const char *id);

/* The module the town lacks for a paper of that id; NULL: there is no such paper, or nothing is
 * lacking. */
const char *papers_lack(const struct papers *papers, const char *id);

/* What a town says no blocks of has to be a paper of the program's, with its source: ST_INVALID, a
 * sentence that begins with the file. */
enum status papers_require_whole(const struct profile *p, const char *file, struct error *e);

/* The program's descriptions as they stand in a profile, to be taken over and changed. */
struct slice papers_standard(void);
/* Append the ids of these, parted by blanks. */
void papers_put_standard_ids(struct buf *b);

#endif
