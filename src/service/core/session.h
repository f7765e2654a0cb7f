/* SPDX-License-Identifier: MIT
 * session.h - one person at work with one database: who, in which role, by which way in.
 */
#ifndef SERVICE_SESSION_H
#define SERVICE_SESSION_H

#include "db/record/account.h"
#include "db/record/change.h"
#include "model/profile/profile.h"
#include "model/value.h"
#include "service/core/presence.h"
#include "service/core/visitor.h"
#include "service/core/roles.h"

/* What changes_number() saw last. */
struct seen {
	uint64_t version; /* of the store */
	uint64_t changes; /* journal_changes() */
	int32_t day;
	uint64_t number; /* of this session: what it answers */
};

/* All ids of a kind in its own order, until an operation touches the kind (service/list/natural.h).
 */
struct known_order {
	uint64_t sequence; /* the last operation by which it was good; 0: nothing is known */
	uint64_t *ids;
	size_t count;
};

/* Surnames people had before, until an operation touches people (service/list/former.h). */
struct known_surname {
	uint64_t id;
	char *surname;
};
struct known_surnames {
	uint64_t sequence; /* as of known_order */
	struct known_surname *items;
	size_t count, room;
};
void known_surnames_free(struct known_surnames *k); /* empty then */

/* The digits of the telephones of a kind, a line each, until an operation touches the kind
 * (service/list/telephones.h). */
struct telephone_line {
	uint64_t id;
	size_t at; /* where it begins in the digits */
};
struct known_telephones {
	uint64_t sequence; /* as of known_order */
	enum kind kind;    /* looked into last */
	struct buf digits;
	struct telephone_line *lines;
	size_t count, room;
};
void known_telephones_free(struct known_telephones *k); /* empty then */

/* The places of the texts of a column by id, until an operation touches the kind
 * (service/list/sort.c). */
struct known_texts {
	uint64_t sequence; /* as of known_order */
	enum kind kind;
	uint8_t field; /* its number: sorted by last */
	int64_t *places;
};
void known_texts_free(struct known_texts *k); /* empty then */

struct session {
	struct store *store;
	struct profile *profile;
	struct account account;
	const struct role *role;
	struct visitor visitor;
	struct actor actor;   /* points into visitor: a session is never copied */
	bool older;           /* than this program: of session_open_any() */
	bool rehearsal;       /* its clock may be stopped */
	bool clock_let_run;   /* it was stopped, and this is no rehearsal */
	int64_t clock_behind; /* journal_clock_behind() as it was opened */
	struct seen seen;
	struct known_order orders[KIND_COUNT];
	struct known_surnames surnames;
	struct known_telephones telephones;
	struct known_texts texts;
	bool by_key; /* the account had the key they came by, when it was looked at last */
	/* They may not be here any more, seen by changes_number(): what they typed is kept, and the
	 * session ends. */
	enum { SESSION_GOES_ON, SESSION_REMOVED, SESSION_DISABLED, SESSION_KEY_REMOVED } ended;
	struct presence *presence; /* NULL: it could not, or need not, be told */
};

/* Whether a profile that was read may come into force. */
typedef enum status profile_check(const struct profile *p, struct error *e);

/* A database to be made. */
struct new_database {
	const char *dir;      /* absent, or an empty folder */
	const char *group;    /* of the folder; NULL: as it comes */
	const char *profile;  /* NAME or file */
	bool rehearsal;       /* for trying out: its clock may be stopped (METODAKTIV_NOW) */
	profile_check *check; /* as of struct profile_set; NULL */
};
/* Make it; the visitor's account becomes its first administrator. Nothing is left behind when it
 * fails. */
enum status session_create(struct session **out, const struct new_database *what,
    const struct visitor *visitor, struct error *e);

/* Open one as an account. ST_DENIED: they may not come as that one (visitor_check), there is no
 * such account, or it is disabled; the journal has a row of that if it can be written. */
enum status
session_open(struct session **out, const char *dir, const struct visitor *visitor, struct error *e);
/* The same for those that an older format does not stop (db_open_any()). When it is older the
 * profile is NULL if this program cannot read it. */
enum status session_open_any(
    struct session **out, const char *dir, const struct visitor *visitor, struct error *e);
void session_close(struct session *s); /* NULL is fine */
/* From now on others see that one is here, before what (presence_show). In a database of an older
 * format, where nothing is written, nobody does. */
void session_come(struct session *s, const char *screen);

/* What whoever comes has to know of the clock, a sentence a line; "" when all is well. */
void session_put_clock(const struct session *s, struct buf *out);

/* The folder: $METODAKTIV_DB, $XDG_DATA_HOME/metodaktiv, ~/.local/share/metodaktiv. */
void session_default_dir(struct buf *out);

/* A row of the journal that is no change (change_note): that somebody came, took something out,
 * was refused. When it cannot be written, e says so: then what it tells of is not to be done. In a
 * database of an older format nothing is written, and that is ST_OK. */
enum status
session_note(struct session *s, const char *operation, const char *reason, struct error *e);
/* The row of a refusal, if it can be written: what was asked for (visitor.command). */
void session_note_refusal(struct session *s);

/* Both look the account up anew (a microsecond): a right taken away is gone at once, also for a
 * session that has been open since morning. No write transaction may be open. */
bool session_may(const struct session *s, enum permit permit);
/* ST_OK, or ST_DENIED with a sentence that names the account, the role and what is missing. */
enum status session_require(const struct session *s, enum permit permit, struct error *e);
/* The same as an open transaction sees it (inside the service layer; others have view.h). */
bool session_may_in(const struct session *s, struct txn *t, enum permit permit);
enum status
session_require_in(const struct session *s, struct txn *t, enum permit permit, struct error *e);

/* Values read against this database. The reading opens a short read transaction for each lookup;
 * with session_reading_in() all lookups happen in t. */
struct session_refs {
	struct session *session;
	struct txn *txn;
};
struct reading session_reading(struct session *s, struct session_refs *refs);
struct reading session_reading_in(struct session *s, struct session_refs *refs, struct txn *t);

/* Accounts (accounts.c). The role may be given as its id or its word. must_be_new: ST_REFUSED when
 * there is one of that name; else ST_NOTFOUND when there is none. The last active administrator can
 * be neither removed, disabled nor demoted (ST_REFUSED). *_seen: the account still stands as *seen,
 * else ST_CONFLICT, or ST_NOTFOUND when it has gone. All that is checked in the transaction that
 * writes. */
enum status
session_account_save(struct session *s, const struct account *a, bool must_be_new, struct error *e);
/* A new one with its keys: lines as account_put_keys() has them, checked by account_keys_check().
 */
enum status
session_account_new(struct session *s, const struct account *a, struct slice keys, struct error *e);
enum status session_account_save_seen(
    struct session *s, const struct account *a, const struct account *seen, struct error *e);
enum status session_account_remove(struct session *s, const char *name, struct error *e);
enum status
session_account_remove_seen(struct session *s, const struct account *seen, struct error *e);

/* ST_NOTFOUND with the sentence of a command that has named an account there is none of. */
enum status session_account_missing(const char *name, struct error *e);
/* 1 to 64 Latin letters, digits, '.', '_', '-', a letter or digit first; ST_INVALID with a
 * sentence. */
enum status session_account_name_check(const char *name, struct error *e);

#endif
