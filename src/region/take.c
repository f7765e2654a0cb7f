/* SPDX-License-Identifier: MIT
 * take.c - the receipt of a batch.
 */
#include "region/take.h"

#include "region/call.h"

enum status
region_take(struct pg *pg, struct batch *b, const struct sender *from, struct error *e)
{
	const struct batch_head *h = batch_head(b);
	struct receipt r;
	struct buf said = {0};
	enum status st = region_load(pg, b, from, &r, e);

	if (st == ST_OK) {
		buf_printf(&said, "%s %s %s:%lld:%s — %s: ", r.already ? "already" : "accepted",
		    r.town, h->identity, (long long)h->to.sequence, h->to.head, buf_text(&r.name));
		if (r.already)
			buf_printf(&said, "эта передача уже принята, ничего не изменено%s",
			    r.behind
				? "; с тех пор регион принял другие. Если базу города развернули "
				  "из копии, сначала town reset"
				: "");
		else
			buf_printf(&said, "принято строк: %zu%s", r.rows,
			    r.turned ? "; история города разошлась с прежней, взят его снимок"
				     : "");
		region_say(buf_text(&said));
	}
	buf_free(&said);
	buf_free(&r.name);
	return st;
}
