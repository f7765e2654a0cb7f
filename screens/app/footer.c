/* SPDX-License-Identifier: MIT
 * footer.c - the row of keys at the bottom.
 */
#include "screens/app/footer.h"

#include <stdlib.h>

#include "base/utf8.h"

/* A key of the screen's own table hides the same key of the common one. */
bool
footer_put_key(const struct footer *f, const struct action *a, struct buf *out)
{
	bool own = action_find(f->own, a->act) == a;

	return action_put_keys(
	    a, (struct keys_taken){.by = own ? NULL : f->own, .in_text = f->in_text}, 1, out);
}

int
footer_width(const struct footer *f, const struct action *a)
{
	struct buf key = {0};
	int width = 0;

	if (footer_put_key(f, a, &key))
		width = (int)(utf8_width(buf_text(&key)) + 1 + utf8_width(a->word));
	buf_free(&key);
	return width;
}

static bool
is_chosen(const struct footer *f, int act)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i]->act == act)
			return true;
	return false;
}

static void
choose(struct footer *f, const struct action *a, unsigned permits, int *left)
{
	int width;

	if (a == NULL || a->word == NULL || f->count == FOOTER_MAX || is_chosen(f, a->act))
		return;
	if (a->permit != 0 && (permits & a->permit) == 0)
		return;
	width = footer_width(f, a);
	if (width == 0 || width + (f->count > 0) > *left)
		return;
	*left -= width + (f->count > 0);
	f->items[f->count++] = a;
}

/* F1 to F8 by number, the other keys as they come, F9 and F10 last. */
static int
rank(const struct action *a)
{
	int n = a->keys[0] == 'F' ? atoi(a->keys + 1) : 0;

	return n == 0 ? 20 : n < 9 ? n : n + 20;
}

static void
sort_items(struct footer *f)
{
	for (size_t i = 1; i < f->count; i++) {
		const struct action *a = f->items[i];
		size_t k = i;

		for (; k > 0 && rank(f->items[k - 1]) > rank(a); k--)
			f->items[k] = f->items[k - 1];
		f->items[k] = a;
	}
}

static const struct action *
own_or_common(const struct action *own, int act)
{
	const struct action *a = action_find(own, act);

	return a != NULL ? a : action_find(action_common(), act);
}

void
footer_choose(
    struct footer *f, const struct action *own, unsigned permits, bool in_text, int columns)
{
	*f = (struct footer){.own = own, .in_text = in_text};
	choose(f, own_or_common(own, ACT_HELP), permits, &columns);
	choose(f, own_or_common(own, ACT_BACK), permits, &columns);
	choose(f, own_or_common(own, ACT_PALETTE), permits, &columns);
	/* before rarer keys where the row is short */
	choose(f, action_find(own, ACT_SAVE), permits, &columns);
	choose(f, action_find(own, ACT_NEW), permits, &columns);
	choose(f, action_find(own, ACT_SEARCH), permits, &columns);
	for (const struct action *a = own; a != NULL && a->act != ACT_NONE; a++)
		choose(f, a, permits, &columns);
	if (action_find(own, ACT_CHOOSE) == NULL) /* a question has nothing to read anew */
		choose(f, own_or_common(own, ACT_REFRESH), permits, &columns);
	sort_items(f);
}

void
footer_draw(const struct footer *f, struct ui *ui, int row)
{
	int column = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct buf key = {0};
		int from = column;

		footer_put_key(f, f->items[i], &key);
		column += ui_put(ui, row, column, 0, STYLE_KEY, buf_text(&key));
		column += ui_put(ui, row, column, 1, STYLE_WORD, "");
		column += ui_put(ui, row, column, 0, STYLE_WORD, f->items[i]->word) + 1;
		zones_add(
		    ui_zones(ui), row, from, column - from - 1, ZONE_ACTION, f->items[i]->act);
		buf_free(&key);
	}
}
