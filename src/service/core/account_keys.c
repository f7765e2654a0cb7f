/* SPDX-License-Identifier: MIT
 * account_keys.c - keys given and taken away, each once in the whole database.
 */
#include "service/core/account_keys.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/open.h"
#include "service/core/operations.h"

static const char hash_name[] = "SHA256:";

static bool
is_fingerprint(const char *line, const char *wanted)
{
	char own[SSH_KEY_FINGERPRINT];
	size_t skip = sizeof(hash_name) - 1;

	if (!ssh_key_fingerprint(line, own))
		return false;
	return strcmp(own, wanted) == 0 || strcmp(own + skip, wanted) == 0;
}

bool
account_has_fingerprint(struct txn *t, const char *account, const char *fingerprint)
{
	struct buf keys = {0}, line = {0};
	struct slice rest;
	bool found = false;

	account_put_keys(t, account, &keys);
	rest = buf_slice(&keys);
	while (!found && account_key_next(&rest, &line))
		found = is_fingerprint(buf_text(&line), fingerprint);
	buf_free(&keys);
	buf_free(&line);
	return found;
}

bool
account_key_next(struct slice *rest, struct buf *line)
{
	const char *text = rest->data;
	const char *end = rest->len > 0 ? memchr(text, '\n', rest->len) : NULL;

	buf_clear(line);
	if (end == NULL)
		return false;
	buf_put(line, text, (size_t)(end - text));
	*rest = slice_make(end + 1, rest->len - (size_t)(end - text) - 1);
	return true;
}

size_t
account_keys_count(struct slice lines)
{
	struct buf line = {0};
	size_t count = 0;

	while (account_key_next(&lines, &line))
		count++;
	buf_free(&line);
	return count;
}

static bool
has_key(struct slice lines, const char *key)
{
	struct buf line = {0};
	bool found = false;

	while (!found && account_key_next(&lines, &line))
		found = ssh_key_equal(buf_text(&line), key);
	buf_free(&line);
	return found;
}

/* The first of the accounts but this one that has the key. */
static enum status
check_others(struct txn *t, const char *account, const char *key, struct error *e)
{
	struct buf keys = {0};
	struct account *all;
	size_t count = account_list(t, &all);
	enum status st = ST_OK;

	for (size_t i = 0; i < count && st == ST_OK; i++) {
		buf_clear(&keys);
		account_put_keys(t, all[i].name, &keys);
		if (strcmp(all[i].name, account) != 0 && has_key(buf_slice(&keys), key))
			st = error_set(e, ST_REFUSED,
			    "этот ключ уже у учётной записи «%s»: по ключу узнают человека, и двое "
			    "одним ключом не пользуются; пусть «%s» сделает себе свой",
			    all[i].name, account);
	}
	free(all);
	buf_free(&keys);
	return st;
}

enum status
account_keys_check(struct txn *t, const char *account, struct slice lines, struct error *e)
{
	struct slice rest = lines;
	struct buf line = {0};
	enum status st = ST_OK;

	if (account_keys_count(lines) > KEYS_OF_ACCOUNT)
		return error_set(e, ST_REFUSED,
		    "у учётной записи «%s» уже %d ключа; удалите те, которыми больше не "
		    "пользуются: user key remove",
		    account, KEYS_OF_ACCOUNT);
	while (st == ST_OK && account_key_next(&rest, &line)) {
		if (has_key(rest, buf_text(&line)))
			st = error_set(
			    e, ST_REFUSED, "этот ключ у учётной записи «%s» уже есть", account);
		else
			st = check_others(t, account, buf_text(&line), e);
	}
	buf_free(&line);
	return st;
}

/* A key given or taken. */
struct key_deed {
	const char *account;
	struct account had; /* as it was when the deed was prepared */
	struct buf keys;    /* all it had then */
	struct slice given; /* all it is to have, when one more is given */
	bool refused;       /* which e says */
	struct error *e;
};

/* The account stands as it was when the deed was prepared. */
static enum status
check_same(const struct key_deed *d, struct txn *t)
{
	struct account now;
	struct buf keys = {0};
	bool same;

	account_put_keys(t, d->account, &keys);
	same = account_get(t, d->account, &now) && account_equal(&now, &d->had) &&
	    slice_equal(buf_slice(&keys), buf_slice(&d->keys));
	buf_free(&keys);
	return same ? ST_OK
		    : error_set(d->e, ST_CONFLICT,
			  "учётную запись «%s» тем временем изменили: ничего не записано; "
			  "повторите",
			  d->account);
}

static enum status
guard_key(void *context, struct txn *t)
{
	struct key_deed *d = context;
	enum status st = check_same(d, t);

	if (st == ST_OK)
		st = account_keys_check(t, d->account, d->given, d->e);
	d->refused = st != ST_OK;
	return st;
}

static enum status
prepare(struct key_deed *d, struct session *s)
{
	enum status st = session_require(s, PERMIT_ACCOUNTS, d->e);
	struct txn *t;
	bool found;

	if (st != ST_OK)
		return st;
	t = txn_read(s->store);
	found = account_get(t, d->account, &d->had);
	account_put_keys(t, d->account, &d->keys);
	st = txn_status(t);
	txn_abort(t);
	if (st != ST_OK)
		return error_set(d->e, st, "учётную запись прочитать не удалось: %s",
		    store_reason(s->store, st).text);
	return found ? ST_OK : session_account_missing(d->account, d->e);
}

/* The account with these keys. */
static enum status
write_keys(struct key_deed *d, struct session *s, struct slice keys, const char *what,
    const char *fingerprint)
{
	struct buf reason = {0};
	struct change *c;
	enum status st;

	buf_printf(&reason, "учётная запись %s: %s ключ %s", d->account, what, fingerprint);
	c = change_new(s->store, &s->actor, OPERATION_ACCOUNT, buf_text(&reason));
	account_stage(c, &d->had, keys);
	change_set_guard(c, guard_key, d);
	st = change_commit(c, NULL, NULL);
	buf_free(&reason);
	if (st != ST_OK && !d->refused)
		store_not_done(s->store, st, d->e, "ключ не записан");
	return st;
}

static enum status
add(struct key_deed *d, struct session *s, const char *line, char *fingerprint)
{
	struct buf keys = {0};
	enum status st;

	ssh_key_fingerprint(line, fingerprint);
	buf_put_slice(&keys, buf_slice(&d->keys));
	buf_printf(&keys, "%s\n", line);
	d->given = buf_slice(&keys);
	st = write_keys(d, s, d->given, "заведён", fingerprint);
	buf_free(&keys);
	return st;
}

enum status
account_key_add(struct session *s, const char *account, struct slice text,
    char fingerprint[SSH_KEY_FINGERPRINT], struct error *e)
{
	struct key_deed d = {.account = account, .e = e};
	struct buf line = {0};
	enum status st = prepare(&d, s);

	if (st == ST_OK)
		st = ssh_key_read(text, &line, e);
	if (st == ST_OK)
		st = add(&d, s, buf_text(&line), fingerprint);
	buf_free(&line);
	buf_free(&d.keys);
	return st;
}

enum status
account_key_remove(struct session *s, const char *account, const char *fingerprint, struct error *e)
{
	struct key_deed d = {.account = account, .e = e};
	struct buf line = {0}, left = {0};
	enum status st = prepare(&d, s);
	struct slice rest = buf_slice(&d.keys);
	bool found = false;

	while (account_key_next(&rest, &line)) {
		if (is_fingerprint(buf_text(&line), fingerprint))
			found = true;
		else
			buf_printf(&left, "%s\n", buf_text(&line));
	}
	if (st == ST_OK && !found)
		st = error_set(e, ST_NOTFOUND,
		    "ключа %s у учётной записи «%s» нет; какие есть, покажет user key list %s",
		    fingerprint, account, account);
	if (st == ST_OK)
		st = write_keys(&d, s, buf_slice(&left), "удалён", fingerprint);
	buf_free(&line);
	buf_free(&left);
	buf_free(&d.keys);
	return st;
}

/* What sshd is to be told. */
struct authorizing {
	struct txn *t;
	const char *dir, *program, *fingerprint;
	struct buf *out;
};

/* A word of the command, which the login's shell reads. */
static void
put_shell_word(struct buf *b, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+:,@%";

	if (word[strspn(word, plain)] == '\0') {
		buf_puts(b, word);
		return;
	}
	buf_putc(b, '\'');
	for (; *word != '\0'; word++)
		if (*word == '\'')
			buf_puts(b, "'\\''");
		else
			buf_putc(b, *word);
	buf_putc(b, '\'');
}

/* In quotes of an authorized_keys file. */
static void
put_quoted(struct buf *b, const char *text)
{
	buf_putc(b, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_putc(b, '\\');
		buf_putc(b, *text);
	}
	buf_putc(b, '"');
}

static void
put_line(const struct authorizing *a, const char *account, const char *line)
{
	struct buf command = {0};
	char fingerprint[SSH_KEY_FINGERPRINT];

	ssh_key_fingerprint(line, fingerprint);
	put_shell_word(&command, a->program);
	buf_puts(&command, " --db ");
	put_shell_word(&command, a->dir);
	buf_printf(&command, " ssh-session --account %s --fingerprint %s", account, fingerprint);
	buf_puts(a->out, "restrict,pty,command=");
	put_quoted(a->out, buf_text(&command));
	buf_putc(a->out, ' ');
	buf_put_slice(a->out, ssh_key_bare(line));
	buf_printf(a->out, " %s\n", account);
	buf_free(&command);
}

static void
put_account(const struct authorizing *a, const struct account *account)
{
	struct buf keys = {0}, line = {0};
	struct slice rest;

	account_put_keys(a->t, account->name, &keys);
	rest = buf_slice(&keys);
	while (!account->disabled && account_key_next(&rest, &line))
		if (a->fingerprint == NULL || is_fingerprint(buf_text(&line), a->fingerprint))
			put_line(a, account->name, buf_text(&line));
	buf_free(&keys);
	buf_free(&line);
}

static bool
is_login_of(const char *login, uid_t uid)
{
	const struct passwd *user = getpwuid(uid);

	return user != NULL && strcmp(user->pw_name, login) == 0;
}

static void
put_accounts(const struct authorizing *a, const char *login)
{
	struct account *all;
	size_t count = account_list(a->t, &all);
	struct stat st;
	bool owner = stat(a->dir, &st) == 0 && is_login_of(login, st.st_uid);

	for (size_t i = 0; i < count; i++)
		if (owner || strcmp(all[i].name, login) == 0)
			put_account(a, &all[i]);
	free(all);
}

enum status
account_keys_put_authorized(const char *dir, const char *program, const char *login,
    const char *fingerprint, struct buf *out, struct error *e)
{
	char *whole = realpath(dir, NULL);
	struct authorizing a = {.dir = whole != NULL ? whole : dir,
	    .program = program,
	    .fingerprint = fingerprint,
	    .out = out};
	struct store *store = NULL;
	enum status st = db_open_any(&store, dir, e);

	if (st == ST_OK && !visitor_owns(dir))
		st = error_set(e, ST_DENIED,
		    "ключи всех учётных записей выдаются только владельцу папки базы: под его "
		    "именем sshd и должен спрашивать (AuthorizedKeysCommandUser)");
	if (st == ST_OK && (strpbrk(a.dir, "\r\n") != NULL || strpbrk(program, "\r\n") != NULL))
		st = error_set(e, ST_REFUSED,
		    "в пути к базе или программе есть перевод строки: для sshd его не записать");
	if (st == ST_OK) {
		a.t = txn_read(store);
		put_accounts(&a, login);
		st = txn_status(a.t);
		txn_abort(a.t);
		if (st != ST_OK)
			error_set(
			    e, st, "ключи прочитать не удалось: %s", store_reason(store, st).text);
	}
	store_close(store);
	free(whole);
	return st;
}
