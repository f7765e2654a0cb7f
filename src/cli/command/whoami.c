/* SPDX-License-Identifier: MIT
 * whoami.c - metodaktiv whoami: who one is to the program, and what one may.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/command/command.h"
#include "cli/line/confine.h"
#include "cli/line/out.h"

static void
put_fact(struct buf *b, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	buf_printf(b, "%s: ", name);
	utf8_put_shown(b, slice_of(value), false);
	buf_putc(b, '\n');
}

static void
put_account(struct buf *b, const struct account *a)
{
	struct buf name = {0};

	buf_puts(&name, a->name);
	if (a->full_name[0] != '\0' && strcmp(a->full_name, a->name) != 0)
		buf_printf(&name, " (%s)", a->full_name);
	put_fact(b, "Учётная запись", buf_text(&name));
	buf_free(&name);
}

static void
put_permits(struct buf *b, const struct role *role)
{
	const char *comma = "";

	buf_puts(b, "Можно: ");
	for (unsigned permit = 1; permit != 0 && permit <= role->permits; permit <<= 1) {
		if ((role->permits & permit) == 0)
			continue;
		buf_printf(b, "%s%s", comma, permit_text((enum permit)permit));
		comma = ", ";
	}
	buf_putc(b, '\n');
}

enum status
command_whoami(struct call *c, struct error *e)
{
	const struct session *s = c->session;
	struct buf answer = {0}, way = {0}, limits = {0};

	(void)e;
	visitor_put_way(&s->visitor, &way);
	put_account(&answer, &s->account);
	buf_printf(&answer, "Роль: %s (%s)\n", s->role->word, s->role->id);
	put_fact(&answer, "Пользователь системы", s->visitor.os_user);
	put_fact(&answer, "Вход", buf_text(&way));
	put_fact(&answer, "Ключ", s->visitor.fingerprint);
	put_fact(&answer, "База", store_dir(s->store));
	put_permits(&answer, s->role);
	if (c->visitor != NULL)
		confine_put(&limits);
	put_fact(&answer, "Ограничения", buf_text(&limits));
	buf_free(&limits);
	out_buf(c->out, &answer);
	buf_free(&answer);
	buf_free(&way);
	return ST_OK;
}
