/* SPDX-License-Identifier: MIT
 * account.h - who may use the database, and in which role.
 */
#ifndef DB_ACCOUNT_H
#define DB_ACCOUNT_H

#include "db/record/change.h"

struct account {
	char name[65]; /* latin letters, digits, . _ - ; the operating system's user as a rule */
	char full_name[512]; /* for people */
	char role[32];       /* id of service/roles */
	bool disabled;
	char person[CODE_LENGTH * 4 + 1]; /* code of whom it stands for; "" */
	char opens[16];                   /* the screen it begins at; "": the role's */
};

bool account_get(struct txn *t, const char *name, struct account *out);
/* Whom of the register it stands for; 0: nobody, or nobody there is any more. */
uint64_t account_person(struct txn *t, const struct account *a);
bool account_equal(const struct account *a, const struct account *b); /* but for the keys */
/* Append its keys of SSH, one in a line: "ssh-ed25519 AAAA… comment\n". */
void account_put_keys(struct txn *t, const char *name, struct buf *out);
size_t account_list(struct txn *t, struct account **out); /* by name; the caller frees */
/* A row of TABLE_ACCOUNT; false when it is malformed. */
bool account_read(struct slice name, struct slice value, struct account *out);
/* keys: all its keys of SSH, as account_put_keys() gives them. */
void account_stage(struct change *c, const struct account *a, struct slice keys);
void account_stage_removal(struct change *c, const char *name);

#endif
