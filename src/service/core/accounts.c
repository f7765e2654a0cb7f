/* SPDX-License-Identifier: MIT
 * accounts.c - who may use the database, and under which rules of the town it works.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "db/record/meta.h"
#include "db/record/records.h"
#include "service/core/account_keys.h"
#include "service/core/operations.h"
#include "service/core/session.h"

static const char administrator[] = "administrator";

static bool
is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

enum status
session_account_missing(const char *name, struct error *e)
{
	return error_set(
	    e, ST_NOTFOUND, "учётной записи «%s» нет; какие есть, покажет user list", name);
}

enum status
session_account_name_check(const char *name, struct error *e)
{
	size_t len = 0;

	while (is_letter_or_digit(name[len]) ||
	    (len > 0 && name[len] != '\0' && strchr("._-", name[len])))
		len++;
	if (len > 0 && name[len] == '\0' && len < sizeof(((struct account *)NULL)->name))
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "имя учётной записи: от 1 до 64 латинских букв, цифр и знаков «.», «_», «-», первой "
	    "стоит буква или цифра");
}

static enum status
full_name_check(const char *name, struct error *e)
{
	const char *end = name + strlen(name);

	if (utf8_bad_at(slice_of(name)) < strlen(name))
		return error_set(e, ST_INVALID, "полное имя записано не в UTF-8");
	while (name < end)
		if (utf8_is_forbidden(utf8_next(&name, end), false))
			return error_set(e, ST_INVALID,
			    "в полном имени стоит управляющий знак; нужна одна строка текста");
	return ST_OK;
}

static enum status
role_check(const char *role, struct error *e)
{
	struct buf names = {0};

	if (role_find(role) != NULL)
		return ST_OK;
	role_put_names(&names);
	error_set(e, ST_INVALID, "роли «%s» нет; есть %s", role, buf_text(&names));
	buf_free(&names);
	return ST_INVALID;
}

/* An account stands for somebody of the register, or for nobody. */
static enum status
person_check(struct session *s, const char *code, struct error *e)
{
	struct txn *t = txn_read(s->store);
	bool known = code[0] == '\0' || records_find(t, KIND_PEOPLE, slice_of(code)) != 0;

	txn_abort(t);
	return known ? ST_OK
		     : error_set(e, ST_INVALID,
			   "человека с кодом «%s» в реестре нет; учётная запись связывается с "
			   "карточкой человека по её коду",
			   code);
}

static enum status
opens_check(const char *opens, struct error *e)
{
	if (opens[0] == '\0' || strcmp(opens, "hall") == 0 || strcmp(opens, "home") == 0)
		return ST_OK;
	return error_set(e, ST_INVALID,
	    "первый экран «%s» неизвестен; есть home (обычный) и hall (заседание в зале)", opens);
}

static bool
is_active_administrator(const struct account *a)
{
	return !a->disabled && strcmp(a->role, administrator) == 0;
}

static bool
has_other_administrator(struct txn *t, const char *name)
{
	struct account *all;
	size_t count = account_list(t, &all);
	bool found = false;

	for (size_t i = 0; i < count && !found; i++)
		found = is_active_administrator(&all[i]) && strcmp(all[i].name, name) != 0;
	free(all);
	return found;
}

static enum status
last_administrator(const char *name, struct error *e)
{
	return error_set(e, ST_REFUSED,
	    "«%s» — единственный действующий администратор: без него некому будет давать права; "
	    "сначала назначьте другого",
	    name);
}

/* What is to become of an account, checked in the transaction that writes it. */
struct account_deed {
	const struct account *wanted; /* NULL: removed */
	const char *name;
	const struct account *seen; /* as it was shown; NULL: however it stands */
	struct slice keys; /* it had when the deed was prepared, and keeps; of a new one: gets */
	bool must_be_new;
	bool unchanged; /* it stands there already */
	bool refused;   /* which e says */
	struct error *e;
};

static enum status
check_as_seen(const struct account_deed *d, const struct account *stored, bool had)
{
	if (d->seen == NULL || (had && account_equal(d->seen, stored)))
		return ST_OK;
	if (!had)
		return error_set(d->e, ST_NOTFOUND,
		    "учётную запись «%s» тем временем удалили: ничего не записано", d->name);
	return error_set(d->e, ST_CONFLICT,
	    "учётную запись «%s» тем временем изменили: ничего не записано; посмотрите её и "
	    "повторите",
	    d->name);
}

/* Keys given or taken meanwhile are not to be lost. */
static enum status
check_keys(const struct account_deed *d, struct txn *t)
{
	struct buf keys = {0};
	bool same;

	account_put_keys(t, d->name, &keys);
	same = slice_equal(buf_slice(&keys), d->keys);
	buf_free(&keys);
	return same ? ST_OK
		    : error_set(d->e, ST_CONFLICT,
			  "ключи учётной записи «%s» тем временем изменили: повторите", d->name);
}

/* May what is wanted stand where the account stands now? */
static enum status
check_against_stored(struct account_deed *d, struct txn *t)
{
	struct account stored;
	bool had = account_get(t, d->name, &stored), loses;
	enum status st = txn_status(t);

	if (st != ST_OK)
		return error_set(
		    d->e, st, "учётные записи прочитать не удалось: %s", status_text(st));
	st = check_as_seen(d, &stored, had);
	if (st != ST_OK)
		return st;
	if (had && d->must_be_new)
		return error_set(d->e, ST_REFUSED, "учётная запись «%s» уже есть", d->name);
	if (d->must_be_new)
		st = account_keys_check(t, d->name, d->keys, d->e);
	else if (had && d->wanted != NULL)
		st = check_keys(d, t);
	if (st != ST_OK)
		return st;
	if (!had && !d->must_be_new)
		return error_set(d->e, ST_NOTFOUND, "учётной записи «%s» нет", d->name);
	loses = had && is_active_administrator(&stored) &&
	    (d->wanted == NULL || !is_active_administrator(d->wanted));
	if (loses && !has_other_administrator(t, d->name))
		return last_administrator(d->name, d->e);
	d->unchanged = had && d->wanted != NULL && account_equal(d->wanted, &stored);
	return ST_OK;
}

static enum status
guard_account(void *context, struct txn *t)
{
	struct account_deed *d = context;
	enum status st = check_against_stored(d, t);

	d->refused = st != ST_OK;
	return d->unchanged ? ST_CONFLICT : st;
}

/* Frees c. */
static enum status
commit_account(struct session *s, struct change *c, struct account_deed *d, const char *what)
{
	enum status st;

	change_set_guard(c, guard_account, d);
	st = change_commit(c, NULL, NULL);
	if (d->unchanged)
		return ST_OK;
	if (st != ST_OK && !d->refused)
		store_not_done(s->store, st, d->e, "учётная запись не %s", what);
	return st;
}

/* "заведена учётная запись anna: сотрудник, ключ SHA256:..." */
static void
put_reason(struct buf *out, const struct account_deed *d)
{
	const struct account *a = d->wanted;
	char fingerprint[SSH_KEY_FINGERPRINT];
	struct slice given = d->must_be_new ? d->keys : slice_of("");
	struct buf line = {0};

	buf_printf(out, "%s учётная запись %s: %s%s", d->must_be_new ? "заведена" : "изменена",
	    a->name, role_find(a->role)->word, a->disabled ? ", отключена" : "");
	while (account_key_next(&given, &line)) {
		ssh_key_fingerprint(buf_text(&line), fingerprint);
		buf_printf(out, ", ключ %s", fingerprint);
	}
	buf_free(&line);
}

static void
read_keys(struct session *s, struct account_deed *d, struct buf *keys)
{
	struct txn *t = txn_read(s->store);

	account_put_keys(t, d->name, keys);
	txn_abort(t);
	d->keys = buf_slice(keys);
}

static enum status
write_account(struct session *s, struct account_deed *d)
{
	const struct account *a = d->wanted;
	struct buf reason = {0}, keys = {0};
	struct change *c;
	enum status st;

	if (!d->must_be_new)
		read_keys(s, d, &keys);
	put_reason(&reason, d);
	c = change_new(s->store, &s->actor, OPERATION_ACCOUNT, buf_text(&reason));
	account_stage(c, a, d->keys);
	st = commit_account(s, c, d, "сохранена");
	buf_free(&reason);
	buf_free(&keys);
	if (st == ST_OK && !d->unchanged && strcmp(a->name, s->account.name) == 0) {
		s->account = *a;
		s->role = role_find(a->role);
	}
	return st;
}

static enum status
save_account(struct session *s, const struct account *a, struct account_deed *d)
{
	struct account wanted = *a;
	enum status st = session_require(s, PERMIT_ACCOUNTS, d->e);

	if (st == ST_OK)
		st = session_account_name_check(a->name, d->e);
	if (st == ST_OK)
		st = full_name_check(a->full_name, d->e);
	if (st == ST_OK)
		st = role_check(a->role, d->e);
	if (st == ST_OK)
		st = person_check(s, a->person, d->e);
	if (st == ST_OK)
		st = opens_check(a->opens, d->e);
	if (st != ST_OK)
		return st;
	snprintf(wanted.role, sizeof(wanted.role), "%s", role_find(a->role)->id);
	d->wanted = &wanted;
	d->name = wanted.name;
	st = write_account(s, d);
	d->wanted = NULL; /* it ends here, the deed does not */
	d->name = NULL;
	return st;
}

enum status
session_account_save(struct session *s, const struct account *a, bool must_be_new, struct error *e)
{
	return save_account(s, a, &(struct account_deed){.must_be_new = must_be_new, .e = e});
}

enum status
session_account_new(struct session *s, const struct account *a, struct slice keys, struct error *e)
{
	return save_account(
	    s, a, &(struct account_deed){.must_be_new = true, .keys = keys, .e = e});
}

enum status
session_account_save_seen(
    struct session *s, const struct account *a, const struct account *seen, struct error *e)
{
	return save_account(s, a, &(struct account_deed){.seen = seen, .e = e});
}

static enum status
remove_account(struct session *s, struct account_deed *d)
{
	enum status st = session_require(s, PERMIT_ACCOUNTS, d->e);
	struct buf reason = {0};
	struct change *c;

	if (st != ST_OK)
		return st;
	buf_printf(&reason, "удалена учётная запись %s", d->name);
	c = change_new(s->store, &s->actor, OPERATION_ACCOUNT, buf_text(&reason));
	account_stage_removal(c, d->name);
	st = commit_account(s, c, d, "удалена");
	buf_free(&reason);
	return st;
}

enum status
session_account_remove(struct session *s, const char *name, struct error *e)
{
	return remove_account(s, &(struct account_deed){.name = name, .e = e});
}

enum status
session_account_remove_seen(struct session *s, const struct account *seen, struct error *e)
{
	return remove_account(s, &(struct account_deed){.name = seen->name, .seen = seen, .e = e});
}
