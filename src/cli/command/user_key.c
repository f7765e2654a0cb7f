/* SPDX-License-Identifier: MIT
 * user_key.c - metodaktiv user key add, list, remove and authorized-keys: the keys of SSH.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/infile.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "service/core/account_keys.h"

static enum status
read_key(const char *path, struct buf *out, struct error *e)
{
	bool input = path == NULL || strcmp(path, "-") == 0;

	if (input && isatty(STDIN_FILENO))
		out_complain("Вставьте строку открытого ключа, нажмите Enter и Ctrl-D");
	return infile_read(input ? "-" : path, out, e);
}

enum status
command_user_key_add(struct call *c, struct error *e)
{
	char fingerprint[SSH_KEY_FINGERPRINT];
	struct buf text = {0};
	enum status st = read_key(c->count > 1 ? c->operands[1] : NULL, &text, e);

	if (st == ST_OK)
		st = account_key_add(c->session, c->operands[0], buf_slice(&text), fingerprint, e);
	if (st == ST_OK)
		fprintf(c->out, "Ключ заведён: %s, %s\n", c->operands[0], fingerprint);
	buf_free(&text);
	return st;
}

enum status
command_user_key_remove(struct call *c, struct error *e)
{
	enum status st = account_key_remove(c->session, c->operands[0], c->operands[1], e);

	if (st == ST_OK)
		fprintf(c->out, "Ключ удалён: %s, %s\n", c->operands[0], c->operands[1]);
	return st;
}

/* "ivanova  SHA256:…  ssh-ed25519  дома" */
static void
put_keys(struct txn *t, const char *account, struct buf *out)
{
	struct buf keys = {0}, line = {0};
	struct slice rest;
	char fingerprint[SSH_KEY_FINGERPRINT];

	account_put_keys(t, account, &keys);
	rest = buf_slice(&keys);
	while (account_key_next(&rest, &line)) {
		const char *text = buf_text(&line), *comment = ssh_key_comment(text);

		ssh_key_fingerprint(text, fingerprint);
		buf_printf(out, "%-16s  %s  %.*s%s%s\n", account, fingerprint,
		    (int)strcspn(text, " "), text, *comment != '\0' ? "  " : "", comment);
	}
	buf_free(&keys);
	buf_free(&line);
}

static void
put_all_keys(struct txn *t, struct buf *out)
{
	struct account *accounts = NULL;
	size_t count = account_list(t, &accounts);

	for (size_t i = 0; i < count; i++)
		put_keys(t, accounts[i].name, out);
	free(accounts);
}

enum status
command_user_key_list(struct call *c, struct error *e)
{
	const char *only = c->count > 0 ? c->operands[0] : NULL;
	struct account account;
	struct buf answer = {0};
	struct txn *t = txn_read(c->session->store);
	bool found = only == NULL || account_get(t, only, &account);
	enum status st;

	if (only == NULL)
		put_all_keys(t, &answer);
	else if (found)
		put_keys(t, only, &answer);
	st = txn_status(t);
	txn_abort(t);
	if (st != ST_OK)
		error_set(e, st, "%s", store_reason(c->session->store, st).text);
	else if (!found)
		st = session_account_missing(only, e);
	else
		out_buf(c->out, &answer);
	buf_free(&answer);
	return st;
}

/* The program's own path: sshd runs it in another folder. */
static void
put_program(char *out, size_t size)
{
	static const char gone[] = " (deleted)"; /* a new one has been installed over it */
	ssize_t len = readlink("/proc/self/exe", out, size - 1);
	size_t tail = sizeof(gone) - 1;

	if (len <= 0) {
		snprintf(out, size, "metodaktiv");
		return;
	}
	out[len] = '\0';
	if ((size_t)len > tail && strcmp(out + len - tail, gone) == 0)
		out[(size_t)len - tail] = '\0';
}

enum status
command_authorized_keys(struct call *c, struct error *e)
{
	char program[PATH_MAX];
	struct buf lines = {0};
	enum status st;

	put_program(program, sizeof(program));
	st = account_keys_put_authorized(buf_text(&c->dir), program, c->operands[0],
	    c->count > 1 ? c->operands[1] : NULL, &lines, e);
	if (st == ST_OK)
		out_buf(c->out, &lines);
	buf_free(&lines);
	return st;
}
