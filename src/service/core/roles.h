/* SPDX-License-Identifier: MIT
 * roles.h - the roles and what each may do: one table, for screens, commands and verbs over SSH.
 */
#ifndef SERVICE_ROLES_H
#define SERVICE_ROLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum permit {
	PERMIT_READ = 1 << 0,     /* see records, lists, history */
	PERMIT_EDIT = 1 << 1,     /* save and remove records, undo own saves */
	PERMIT_IMPORT = 1 << 2,   /* bring in whole tables */
	PERMIT_EXPORT = 1 << 3,   /* take tables out */
	PERMIT_BACKUP = 1 << 4,   /* copies of the database */
	PERMIT_ACCOUNTS = 1 << 5, /* accounts, profile */
	PERMIT_JOURNAL = 1 << 6,  /* read the whole journal */
	PERMIT_COUNCIL = 1 << 7,  /* keep meetings of the council: attendance, votes, decisions */
	PERMIT_VOTE = 1 << 8,     /* cast the own vote */
	PERMIT_UPKEEP = 1 << 9,   /* upgrade the database, mend it */
	PERMIT_PRINT = 1 << 10    /* take papers, lists and figures out: as a file, as a paper */
};

struct role {
	const char *id;   /* administrator, clerk, ... */
	const char *word; /* администратор, сотрудник, ... */
	unsigned permits;
	const char *about;
};

enum { ROLES_MAX = 8 };
/* *count is at most ROLES_MAX. */
const struct role *role_list(size_t *count);
const struct role *role_find(const char *id_or_word); /* NULL when there is none */
/* "администратор (administrator), сотрудник (clerk), ..." */
void role_put_names(struct buf *b);

/* "вносить и исправлять записи": what a permit allows, for refusals. */
const char *permit_text(enum permit permit);

#endif
