/* SPDX-License-Identifier: MIT
 * init.c - metodaktiv init: a new database for a town.
 */
#include "cli/command/command.h"
#include "cli/line/out.h"
#include "document/blanks.h"

enum status
command_init(struct call *c, struct error *e)
{
	const struct new_database what = {.dir = buf_text(&c->dir),
	    .group = c->values[OPTION_GROUP],
	    .profile = c->values[OPTION_PROFILE],
	    .check = blanks_check,
	    .rehearsal = call_has(c, OPTION_REHEARSAL)};
	struct visitor visitor;
	enum status st = call_enter(c, WAY_COMMAND, &visitor, e);

	if (st == ST_OK)
		st = session_create(&c->session, &what, &visitor, e);
	if (st != ST_OK)
		return st;
	fputs("База создана: ", c->out);
	out_shown(c->out, buf_text(&c->dir));
	fprintf(c->out, "\nГород: ");
	out_shown(c->out, profile_word(c->session->profile, "name"));
	fprintf(c->out, " (профиль %s)\nАдминистратор: ", profile_id(c->session->profile));
	out_shown(c->out, c->session->account.name);
	fputs(c->session->rehearsal ? "\nДля проб: часы можно остановить\n" : "\n", c->out);
	return ST_OK;
}
