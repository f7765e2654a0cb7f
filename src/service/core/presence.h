/* SPDX-License-Identifier: MIT
 * presence.h - who is at work with the database now: one locked file for each process in the
 * folder's here/, never a row of the database.
 *
 * A process holds a lock on its file as long as it lives; whoever reads takes away the files whose
 * lock is free. What stands in a file was written by another process, perhaps of a stranger: it is
 * clean for a terminal when it comes out of here. Where nothing can be written there is no
 * presence, and the program works without.
 */
#ifndef SERVICE_PRESENCE_H
#define SERVICE_PRESENCE_H

#include "model/record.h"
#include "service/core/visitor.h"

struct presence; /* of this process */

/* One who is there. Texts are clean; the account may be nobody's. */
struct present {
	uint64_t token; /* of the process, never twice: the id of its new drafts (DRAFT_NEW) */
	char account[65], full_name[160], os_user[65], address[64];
	char screen[160]; /* what is before them, in words; of a command its name */
	enum way way;
	int64_t since;         /* seconds since 1970 */
	enum kind kind;        /* of the record being changed */
	uint64_t id;           /* of it; 0: none is */
	int64_t editing_since; /* that record */
};

/* Come: from now on others see the visitor. full_name is for people. NULL when no file can be
 * made. */
struct presence *
presence_begin(const char *dir, const struct visitor *visitor, const char *full_name);
void presence_end(struct presence *p);             /* NULL is fine, here and in all that follow */
uint64_t presence_token(const struct presence *p); /* 0 of NULL */

/* What is before the visitor: a screen, and the record that is changed there (id 0: none). Written
 * when it is something else than before. */
void presence_show(struct presence *p, const char *screen, enum kind kind, uint64_t id);

/* All who are there but p, the first to come first; the caller frees *out. */
size_t presence_list(const char *dir, const struct presence *p, struct present **out);

/* A number that is another when somebody has come, gone or told of something else since it was
 * asked for; not when a process was killed. 0: not known, which is another each time. Costs a
 * stat(). */
int64_t presence_stamp(const char *dir);

/* Does the process of that token live? */
bool presence_lives(const char *dir, uint64_t token);

/* "Иванова Мария", else the account. */
const char *present_name(const struct present *who);

#endif
