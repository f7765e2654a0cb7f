/* SPDX-License-Identifier: MIT
 * command_base.c - metodaktiv-region init, upgrade, verify: the database as a whole.
 */
#include <stdlib.h>

#include "region/command.h"
#include "region/store/figures.h"
#include "region/store/schema.h"

enum { USUAL_DAYS = 14 };

enum status
region_command_init(struct region_call *c, struct error *e)
{
	const char *days = c->values[REGION_LATE_DAYS];
	enum status st =
	    schema_create(c->pg, days != NULL ? (int)strtol(days, NULL, 10) : USUAL_DAYS, e);
	struct buf said = {0};

	if (st == ST_OK && region_call_has(c, REGION_CONNECT))
		st = region_keep_address(buf_text(&c->address), e);
	if (st != ST_OK)
		return st;
	buf_puts(&said, "База региона создана. ");
	if (region_call_has(c, REGION_CONNECT)) {
		buf_puts(&said, "Адрес записан в ");
		region_put_address_path(&said);
		buf_puts(&said, ". ");
	}
	buf_puts(&said, "Дальше: metodaktiv-region town add ОКТМО НАЗВАНИЕ");
	region_say(buf_text(&said));
	buf_free(&said);
	return ST_OK;
}

enum status
region_command_upgrade(struct region_call *c, struct error *e)
{
	struct buf said = {0};
	int from, to;
	enum status st = schema_upgrade(c->pg, &from, &to, e);

	if (st != ST_OK)
		return st;
	if (from == to)
		buf_printf(&said, "База региона уже версии %d.", to);
	else
		buf_printf(&said, "База региона обновлена: была версии %d, стала %d.", from, to);
	region_say(buf_text(&said));
	buf_free(&said);
	return ST_OK;
}

static void
tell(void *context, const char *sentence)
{
	(void)context;
	region_complain(sentence);
}

enum status
region_command_verify(struct region_call *c, struct error *e)
{
	struct buf said = {0};
	size_t checked;
	enum status st = region_verify(c->pg, &checked, tell, NULL, e);

	if (st != ST_OK)
		return st;
	buf_printf(
	    &said, "Сохранённые показатели сходятся с фактами: проверено периодов %zu.", checked);
	region_say(buf_text(&said));
	buf_free(&said);
	return ST_OK;
}
