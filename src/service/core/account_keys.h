/* SPDX-License-Identifier: MIT
 * account_keys.h - the keys of SSH by which accounts come, and what sshd is told of them.
 */
#ifndef SERVICE_ACCOUNT_KEYS_H
#define SERVICE_ACCOUNT_KEYS_H

#include "service/core/session.h"
#include "service/core/ssh_key.h"

enum { KEYS_OF_ACCOUNT = 32 };

/* The next line of what account_put_keys() gave, taken off *rest; false: there is none. */
bool account_key_next(struct slice *rest, struct buf *line);

size_t account_keys_count(struct slice lines);

/* Is the key of that fingerprint, with "SHA256:", one of the account's? */
bool account_has_fingerprint(struct txn *t, const char *account, const char *fingerprint);

/* May the account have these lines of keys? ST_REFUSED: one is given twice, another account has
 * one, or there are more than KEYS_OF_ACCOUNT. */
enum status
account_keys_check(struct txn *t, const char *account, struct slice lines, struct error *e);

/* Give an account the one key in text (ssh_key_read). ST_REFUSED: it has it already, another has
 * it, or it has KEYS_OF_ACCOUNT. Both want PERMIT_ACCOUNTS and journal what they did. */
enum status account_key_add(struct session *s, const char *account, struct slice text,
    char fingerprint[SSH_KEY_FINGERPRINT], struct error *e);
/* Take it away again; fingerprint with or without "SHA256:". ST_NOTFOUND: it has no such key. */
enum status account_key_remove(
    struct session *s, const char *account, const char *fingerprint, struct error *e);

/*
 * The lines of an authorized_keys file for whoever logs in as `login` of the operating system: of
 * the login of the folder's owner all enabled accounts, of any other the account of that name.
 * fingerprint: only that key; NULL: all. Each line runs nothing but this program (program: its
 * path) as that account. For the owner of the folder and root: else ST_DENIED.
 */
enum status account_keys_put_authorized(const char *dir, const char *program, const char *login,
    const char *fingerprint, struct buf *out, struct error *e);

#endif
