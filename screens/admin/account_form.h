/* SPDX-License-Identifier: MIT
 * account_form.h - what the form of an account holds: shared by account_form.c, which works on it,
 * and account_form_draw.c, which shows it.
 */
#ifndef SCREENS_ACCOUNT_FORM_H
#define SCREENS_ACCOUNT_FORM_H

#include "screens/app/app.h"
#include "screens/widget/editor.h"

enum line {
	LINE_NAME,
	LINE_FULL_NAME,
	LINE_ROLE,
	LINE_PERSON,
	LINE_OPENS,
	LINE_DISABLED,
	LINE_KEYS
};

struct account_form {
	struct account shown; /* as it was when it was seen last; of no name: a new one */
	struct account wanted;
	struct editor *name, *full_name, *key;
	struct buf person; /* the name of whom it stands for */
	struct buf keys;   /* as account_put_keys() has them; of a new account: to be given to it */
	size_t line; /* LINE_KEYS and more: a key, and behind the last the place for one more */
	bool gone;   /* somebody has removed it */
};

static inline bool
account_form_is_new(const struct account_form *f)
{
	return f->shown.name[0] == '\0';
}

/* The keys, one after the other; false: there is no such one. */
bool account_form_key(const struct account_form *f, size_t which, struct buf *line);
size_t account_form_keys(const struct account_form *f); /* how many */
/* Something typed, chosen or given is not written yet. */
bool account_form_is_changed(const struct account_form *f);
/* "SHA256:…  ssh-ed25519  at home" */
void account_form_put_key(const char *line, struct buf *out);

void account_form_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns);

#endif
