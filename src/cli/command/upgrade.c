/* SPDX-License-Identifier: MIT
 * upgrade.c - metodaktiv upgrade: the database in the format of this program.
 */
#include "service/upkeep/upgrade.h"

#include "cli/command/command.h"
#include "cli/line/out.h"

enum status
command_upgrade(struct call *c, struct error *e)
{
	struct upgrade done;
	struct buf words = {0};
	enum status st = upgrade_database(c->session, &done, e);

	if (st == ST_OK) {
		upgrade_put_done(&done, &words);
		out_shown(c->out, buf_text(&words));
		fputc('\n', c->out);
	}
	buf_free(&words);
	buf_free(&done.copy);
	return st;
}
