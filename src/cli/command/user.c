/* SPDX-License-Identifier: MIT
 * user.c - metodaktiv user add, set, list, remove: who may use the register.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "exchange/export.h"

static enum status
copy_text(char *to, size_t room, const char *from, const char *what, struct error *e)
{
	if (strlen(from) >= room)
		return error_set(
		    e, ST_INVALID, "%s не может быть длиннее %zu байт", what, room - 1);
	memcpy(to, from, strlen(from) + 1);
	return ST_OK;
}

/* What --role, --full-name, --disable and --enable say. */
static enum status
take_options(struct account *a, const struct call *c, struct error *e)
{
	const char *role_word = c->values[OPTION_ROLE], *full_name = c->values[OPTION_FULL_NAME],
		   *person = c->values[OPTION_PERSON], *opens = c->values[OPTION_OPENS];

	if (call_has(c, OPTION_DISABLE) && call_has(c, OPTION_ENABLE))
		return error_set(e, ST_USAGE, "--disable и --enable вместе не имеют смысла");
	if (call_has(c, OPTION_DISABLE) || call_has(c, OPTION_ENABLE))
		a->disabled = call_has(c, OPTION_DISABLE);
	if (role_word != NULL)
		snprintf(a->role, sizeof(a->role), "%s", role_find(role_word)->id);
	if (opens != NULL)
		snprintf(a->opens, sizeof(a->opens), "%s", opens);
	if (person != NULL && strcmp(person, "-") == 0)
		person = "";
	if (person != NULL &&
	    copy_text(a->person, sizeof(a->person), person, "код человека", e) != ST_OK)
		return ST_INVALID;
	if (full_name == NULL)
		return ST_OK;
	if (utf8_bad_at(slice_of(full_name)) < strlen(full_name))
		return error_set(e, ST_INVALID, "имя сотрудника должно быть записано в UTF-8");
	return copy_text(a->full_name, sizeof(a->full_name), full_name, "имя сотрудника", e);
}

static bool
load_account(struct session *s, const char *name, struct account *out)
{
	struct txn *t = txn_read(s->store);
	bool found = account_get(t, name, out);

	txn_abort(t);
	return found;
}

static enum status
save(struct call *c, struct account *a, bool must_be_new, const char *done, struct error *e)
{
	enum status st = take_options(a, c, e);

	if (st == ST_OK)
		st = session_account_save(c->session, a, must_be_new, e);
	if (st != ST_OK)
		return st;
	fprintf(c->out, "%s: %s, %s%s\n", done, a->name, role_find(a->role)->word,
	    a->disabled ? ", вход запрещён" : "");
	return ST_OK;
}

enum status
command_user_add(struct call *c, struct error *e)
{
	struct account a = {0};
	enum status st = copy_text(a.name, sizeof(a.name), c->operands[0], "имя записи", e);

	return st == ST_OK ? save(c, &a, true, "Учётная запись заведена", e) : st;
}

enum status
command_user_set(struct call *c, struct error *e)
{
	struct account a;

	if (!load_account(c->session, c->operands[0], &a))
		return session_account_missing(c->operands[0], e);
	return save(c, &a, false, "Учётная запись изменена", e);
}

enum status
command_user_remove(struct call *c, struct error *e)
{
	struct account a;
	enum status st;

	if (!load_account(c->session, c->operands[0], &a))
		return session_account_missing(c->operands[0], e);
	st = session_account_remove(c->session, a.name, e);
	if (st == ST_OK)
		fprintf(c->out, "Учётная запись удалена: %s\n", a.name);
	return st;
}

static void
print_json(FILE *f, const struct account *accounts, size_t count)
{
	struct buf b = {0};

	buf_putc(&b, '[');
	for (size_t i = 0; i < count; i++) {
		buf_puts(&b, i == 0 ? "\n{\"name\": " : ",\n{\"name\": ");
		json_put_string(&b, accounts[i].name);
		buf_puts(&b, ", \"role\": ");
		json_put_string(&b, accounts[i].role);
		buf_puts(&b, ", \"full_name\": ");
		json_put_string(&b, accounts[i].full_name);
		buf_puts(&b, ", \"person\": ");
		json_put_string(&b, accounts[i].person);
		buf_printf(&b, ", \"disabled\": %s}", accounts[i].disabled ? "true" : "false");
	}
	buf_puts(&b, "\n]\n");
	out_buf(f, &b);
	buf_free(&b);
}

static void
print_text(FILE *f, const struct account *accounts, size_t count)
{
	enum { NAME_COLUMNS = 16, ROLE_COLUMNS = 20 };

	for (size_t i = 0; i < count; i++) {
		const struct role *role = role_find(accounts[i].role);

		out_padded(f, accounts[i].name, NAME_COLUMNS);
		fputs("  ", f);
		out_padded(f, role != NULL ? role->word : accounts[i].role, ROLE_COLUMNS);
		fputs("  ", f);
		out_shown(f, accounts[i].full_name);
		if (accounts[i].person[0] != '\0') {
			fputs(accounts[i].full_name[0] != '\0' ? " (" : "(", f);
			out_shown(f, accounts[i].person);
			fputs(")", f);
		}
		if (strcmp(accounts[i].opens, "hall") == 0)
			fputs("  (начинает с заседания в зале)", f);
		fputs(accounts[i].disabled ? "  (вход запрещён)\n" : "\n", f);
	}
}

enum status
command_user_list(struct call *c, struct error *e)
{
	struct account *accounts = NULL;
	struct txn *t = txn_read(c->session->store);
	size_t count = account_list(t, &accounts);
	enum status st = txn_status(t);

	txn_abort(t);
	if (st != ST_OK)
		return error_set(e, st, "%s", status_text(st));
	if (call_format_is(c, "json"))
		print_json(c->out, accounts, count);
	else
		print_text(c->out, accounts, count);
	free(accounts);
	return ST_OK;
}
