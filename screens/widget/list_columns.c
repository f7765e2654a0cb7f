/* SPDX-License-Identifier: MIT
 * list_columns.c - how wide the columns of a list are, and which of them are seen.
 */
#include "screens/widget/list_columns.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "screens/widget/list.h"

enum { SHRUNK_MIN = 10, GROWN_FIRST = 34, GROWN_MAX = 64, WIDE = 120 };

/* What a column is laid out by: for less than the least it is not shown, or shrunk; more than the
 * most is wasted on it. What is fair it has in a wide window where others go beyond the edge
 * anyway; in a narrow one more columns are worth more than wider ones. */
struct wish {
	int least, fair, most;
};

/* Columns on their way into a room. */
struct laying {
	const struct list_column *columns;
	size_t n;
	struct wish wishes[LIST_COLUMNS];
	int widths[LIST_COLUMNS]; /* 0: not seen */
	int left;                 /* of the room */
	bool begun;               /* a column has been put into it */
	bool fair;                /* not all of them will be seen */
};

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Fair is a quarter of the window. */
static struct wish
wish_of(const struct list *l, const struct list_column *c, size_t i, int room)
{
	int title = (int)utf8_width(c->title), most = l->widest[i] > title ? l->widest[i] : title;

	if (!l->measured)
		return (struct wish){
		    .least = c->width, .fair = c->width, .most = c->grows ? GROWN_MAX : title + 1};
	if (!c->grows)
		most = smaller(most, GROWN_MAX);
	return (struct wish){.least = smaller(most, c->width),
	    .fair = smaller(most, c->width > room / 4 ? c->width : room / 4),
	    .most = most};
}

static void
empty_room(struct laying *y, int room)
{
	memset(y->widths, 0, sizeof(y->widths));
	y->left = room - MARKERS - SCROLLBAR - 1;
	y->begun = false;
}

/* The first column takes what room there is; another may be content with less than it wants, if it
 * is not much less. false: there is no room for it. */
static bool
put_in(struct laying *y, size_t column)
{
	const struct wish *wish = &y->wishes[column];
	int wanted = y->fair ? wish->fair : wish->least;
	int rest = y->left - (y->begun ? LIST_GAP : 0);

	if (wanted > rest && (!y->begun || (rest >= SHRUNK_MIN && rest * 5 >= wanted * 3)))
		wanted = rest;
	if (wanted > rest || wanted <= 0)
		return false;
	y->widths[column] = wanted;
	y->left = rest - wanted;
	y->begun = true;
	return true;
}

/* The column not yet taken that is to be dropped last; n when all are taken. */
static size_t
next_by_rank(const struct list_column *columns, size_t n, const bool *taken)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (!taken[i] && (best == n || columns[i].rank < columns[best].rank))
			best = i;
	return best;
}

/* false: not all of them found room. */
static bool
put_by_rank(struct laying *y, int room)
{
	bool taken[LIST_COLUMNS] = {false}, all = true;

	empty_room(y, room);
	for (size_t k = 0; k < y->n; k++) {
		size_t i = next_by_rank(y->columns, y->n, taken);

		taken[i] = true;
		all = put_in(y, i) && all;
	}
	return all;
}

/* Hand out what room is left: each column gets what it wants, up to the limit. */
static void
grow(struct laying *y, int limit)
{
	bool taken[LIST_COLUMNS] = {false};

	for (size_t k = 0; k < y->n; k++) {
		size_t i = next_by_rank(y->columns, y->n, taken);
		int most = y->wishes[i].most < limit ? y->wishes[i].most : limit;
		int more = most - y->widths[i];

		taken[i] = true;
		if (y->widths[i] == 0 || more <= 0)
			continue;
		more = more < y->left ? more : y->left;
		y->widths[i] += more;
		y->left -= more;
	}
}

/* The columns in the order they are scrolled through: the one that stays, those that are seen at
 * first, the rest. */
static void
put_in_order(const struct laying *y, size_t *order)
{
	size_t count = 0, stays = 0;

	for (int seen = 1; seen >= 0; seen--)
		for (size_t i = 0; i < y->n; i++)
			if ((y->widths[i] > 0) == seen)
				order[count++] = i;
	while (stays < count && !y->columns[order[stays]].lead)
		stays++;
	if (stays == count)
		return;
	count = order[stays];
	memmove(order + 1, order, stays * sizeof(*order));
	order[0] = count;
}

/* Past so many of them; false: there is no room for the last ones. */
static bool
put_from(struct laying *y, const size_t *order, size_t shift, int room)
{
	empty_room(y, room);
	put_in(y, order[0]);
	for (size_t k = 1 + shift; k < y->n; k++)
		if (!put_in(y, order[k]))
			return false;
	return true;
}

static void
add_places(const struct laying *y, const size_t *order, struct list_layout *out)
{
	for (size_t k = 0; k < y->n; k++)
		if (y->widths[order[k]] > 0)
			out->places[out->count++] =
			    (struct list_place){.column = order[k], .width = y->widths[order[k]]};
}

void
list_layout(const struct list *l, const struct list_column *columns, size_t n, int room,
    struct list_layout *out)
{
	struct laying y = {.columns = columns, .n = n};
	size_t order[LIST_COLUMNS] = {0};

	assert(n <= LIST_COLUMNS);
	*out = (struct list_layout){.count = 0};
	for (size_t i = 0; i < n; i++) {
		y.wishes[i] = wish_of(l, &columns[i], i, room);
		order[i] = i;
	}
	out->behind = !put_by_rank(&y, room);
	if (out->behind && room >= WIDE) {
		y.fair = true;
		out->behind = !put_by_rank(&y, room);
	}
	if (out->behind && l->shift > 0) {
		put_in_order(&y, order);
		do
			out->behind = !put_from(&y, order, ++out->shift, room);
		while (out->behind && out->shift < l->shift);
		out->before = true;
	}
	grow(&y, GROWN_FIRST);
	grow(&y, GROWN_MAX);
	grow(&y, room); /* rather than leave it empty beside texts that are cut */
	add_places(&y, order, out);
}

int
list_width(const struct list_layout *layout, size_t column)
{
	for (size_t k = 0; k < layout->count; k++)
		if (layout->places[k].column == column)
			return layout->places[k].width;
	return 0;
}

bool
list_scroll(struct list *l, const struct list_column *columns, size_t n, int room, int act)
{
	struct list_layout now;

	if (act != ACT_SCROLL_LEFT && act != ACT_SCROLL_RIGHT)
		return false;
	list_layout(l, columns, n, room, &now);
	l->shift = now.shift;
	if (act == ACT_SCROLL_RIGHT)
		l->shift += now.behind;
	else
		l->shift -= now.before;
	return true;
}

void
list_measure(struct list *l, const struct list_view *v)
{
	struct buf text = {0};

	for (size_t i = 0; i < list_page(l); i++)
		for (size_t c = 0; c < v->ncolumns; c++) {
			int width;

			buf_clear(&text);
			v->cell(v->context, l->top + i, c, &text);
			width = (int)utf8_width(buf_text(&text));
			l->widest[c] = width > l->widest[c] ? width : l->widest[c];
		}
	for (size_t c = 0; c < v->ncolumns; c++) { /* room for the sign of order */
		int title = (int)utf8_width(v->columns[c].title) + 2;

		if (c == v->sorted && title > l->widest[c])
			l->widest[c] = title;
	}
	l->measured = l->measured || l->count > 0;
	buf_free(&text);
}

void
list_forget_columns(struct list *l)
{
	memset(l->widest, 0, sizeof(l->widest));
	l->measured = false;
	l->shift = 0;
}
