/* SPDX-License-Identifier: MIT
 * profile_set.h - another edition of the town's rules: records stay, so what they hold is held
 * against the new rules first.
 */
#ifndef SERVICE_PROFILE_SET_H
#define SERVICE_PROFILE_SET_H

#include "service/core/session.h"
#include "service/core/view.h"

/* What stops fitting. */
enum loss {
	LOSS_WORD,   /* a word of a choice, a town's own word or a term is no more */
	LOSS_TYPE,   /* an own field has another type, and the value does not suit it */
	LOSS_FIELD,  /* an own field is no more */
	LOSS_MUST,   /* a must that applications were judged by is no more */
	LOSS_MODULE, /* a part of the program with records in its tables is taken away */
	LOSS_TOWN    /* the rules are another town's */
};

struct profile_loss {
	enum loss what;
	enum kind kind;         /* of the records; LOSS_MUST: applications */
	const char *id, *label; /* of the field, must or module; of the town */
	const char *word;       /* LOSS_WORD, else "" */
	size_t records;         /* that hold it */
};

struct profile_losses {
	struct profile_loss *items;
	size_t count, room;
	struct arena texts;
	size_t migrated; /* records that are written anew to fit */
};

struct profile_set {
	const char *file; /* or the name of a supplied profile */
	struct slice map; /* lines "old = new": words and ids as they are called now; UTF-8 */
	const char *map_name;
	bool dry_run;         /* only look */
	bool force;           /* a module taken away, or another town's id, is meant */
	profile_check *check; /* of the forms it names, for whoever can read them; NULL */
};

/* Put another edition of the rules in force, and the records that only have to be called anew with
 * it, in one transaction; it is journalled, and earlier editions are kept. The same text again
 * changes nothing. Values that stop fitting are counted in *losses (NULL: not asked for; else free
 * it in any case) and refused with ST_REFUSED, those of LOSS_MODULE and LOSS_TOWN only without
 * force. Fields and terms taken from the session's old profile are dead afterwards. Wants
 * PERMIT_ACCOUNTS. */
enum status session_set_profile(struct session *s, const struct profile_set *what,
    struct profile_losses *losses, struct error *e);
void profile_losses_free(struct profile_losses *losses);
/* "«Люди», «Смена»: слова «вторая» больше нет — записей: 12" */
void profile_loss_put(const struct profile_loss *loss, struct buf *out);

/* A stored value that the rules in force do not know. */
struct misfit {
	const struct record *record;
	const char *label;         /* of the field, else its id */
	const struct field *field; /* NULL: it has gone */
	const char *text;          /* as it is shown */
};
typedef void misfit_fn(void *context, const struct misfit *m);
/* Tell all of them; returns how many. */
size_t misfits_tell(const struct view *v, misfit_fn *tell, void *context);

#endif
