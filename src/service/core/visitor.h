/* SPDX-License-Identifier: MIT
 * visitor.h - who comes to the register, as whom and by which way.
 *
 * Who it is the operating system says, and over SSH the key: never an argument. Another account
 * than that of one's own name is only for the owner of the database's folder and for root, who can
 * read and replace its files anyhow.
 */
#ifndef SERVICE_VISITOR_H
#define SERVICE_VISITOR_H

#include "base/buf.h"
#include "base/status.h"
#include "db/record/actor.h"

enum way {
	WAY_SCREEN,
	WAY_COMMAND,
	WAY_SSH, /* a forced command: nothing but what is meant for it */
	WAY_COUNT
};

struct visitor {
	enum way way;
	char account[65];     /* as whom */
	char os_user[256];    /* who, as the operating system names them */
	char fingerprint[64]; /* of the SSH key, "SHA256:…"; "" */
	char address[64];     /* from where, over SSH; "" */
	char command[512];    /* what was asked for, for the row of a refusal; "" the screens */
};

/* The one who runs the program, as the account of that name (account NULL) or as another: whether
 * that may be, visitor_check() says. Fingerprint and address are those sshd tells in the
 * environment (SSH_USER_AUTH, SSH_CONNECTION). ST_DENIED: the operating system has no name for that
 * user. */
enum status visitor_make(struct visitor *out, enum way way, const char *account, struct error *e);

/* What was typed, escaped and cut to what a row of the journal holds. */
void visitor_set_command(struct visitor *visitor, const char *command);

/* May they come to the database in dir as that account? ST_DENIED with a sentence: it is another's.
 * A folder that is not there yet will be theirs. */
enum status visitor_check(const struct visitor *visitor, const char *dir, struct error *e);

/* Of the folder's owner or root: may say who somebody else is. Nobody else owns a folder that is
 * not there. */
bool visitor_owns(const char *dir);

/* Points into *visitor. */
struct actor visitor_actor(const struct visitor *visitor);

/* "экран, SSH 10.0.0.5": for people. */
void visitor_put_way(const struct visitor *visitor, struct buf *out);
/* The same of a way and an address ("": none). */
void way_put(enum way way, const char *address, struct buf *out);

/* "screen", "command", "ssh" of a row's via; programs before kept "экран, SSH 10.0.0.5" there,
 * whose address is what follows the mark: *address, if the row has none of its own. Another text is
 * itself. */
const char *visitor_via_id(const char *via, const char **address);
/* "экран", "команда", "SSH" */
const char *visitor_via_word(const char *via);

#endif
