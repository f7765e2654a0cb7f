/* SPDX-License-Identifier: MIT
 * browser_work.c - the list screen: what the work of one kind is built of.
 */
#include "screens/record/browser.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/record/journal.h"

const struct derived *
browser_derived(const struct screen_ops *ops)
{
	return ops->work != NULL && ops->work->derived.count > 0 ? &ops->work->derived : NULL;
}

const struct derived *
browser_derived_of(const struct app *app, enum kind kind)
{
	const struct place_traits *places = app_places(app);

	for (int i = 0; i < PLACE_COUNT; i++)
		if (places[i].lists == 1 + (int)kind && places[i].screen != NULL)
			return browser_derived(places[i].screen);
	return NULL;
}

const struct list_work *
browser_work(const struct screen *sc)
{
	const struct list_work *own = screen_of(sc)->work;

	return own != NULL && own->narrow != NULL ? own : &browser_list_work;
}

void
browser_narrow(struct screen *sc, const struct view *v)
{
	struct browser *b = screen_state(sc);

	if (b->narrowed == 0)
		return;
	free(b->only);
	b->only = NULL;
	b->nonly = browser_work(sc)->narrow(v, b->narrowed, &b->only);
	if (b->nonly == 0) { /* nobody is not the same as everybody */
		free(b->only);
		b->only = xcalloc(1, sizeof(*b->only));
	}
}

void
browser_widen(struct browser *b)
{
	if (b->narrowed == 0)
		return;
	b->narrowed = 0;
	free(b->only);
	b->only = NULL;
	b->nonly = 0;
}

void
browser_put_narrowing(const struct screen *sc, struct buf *out)
{
	const struct browser *b = screen_state(sc);

	browser_work(sc)->put(b->narrowed, out);
}

struct shown_ids *
browser_chosen(struct screen *sc)
{
	const struct browser *b = screen_state(sc);
	const struct record *r = browser_current(b);
	struct session *s = app_session(screen_app(sc));
	struct shown_ids *a;
	struct view v;

	view_open(&v, s);
	if (b->marks.count == 0) {
		a = shown_ids(r != NULL ? &r->id : NULL, r != NULL);
		if (r != NULL)
			memcpy(a->name, shown_of(&v, r).name, sizeof(a->name));
		a->seen = r != NULL ? r->stamp : 0;
	} else {
		a = shown_marks(&b->marks);
		a->seen = journal_last(v.txn);
	}
	view_close(&v);
	a->kind = b->kind;
	return a;
}
