/* SPDX-License-Identifier: MIT
 * roster_rows.c - from the register to the rows of a view of the corps.
 */
#include "screens/corps/corps.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/date.h"
#include "base/die.h"
#include "base/utf8.h"
#include "rules/roster.h"
#include "rules/schoolyear.h"
#include "screens/widget/words.h"
#include "service/core/changes.h"
#include "service/corps/orders.h"
#include "service/record/register.h"

/* Who came and who left is shown as the members are. */
static const struct {
	const struct list_column *columns;
	size_t ncolumns;
} tables[CORPS_VIEWS] = {
    [CORPS_MEMBERS] = {COLUMNS(
	{.title = "Фамилия, имя, отчество", .width = 30, .grows = true, .lead = true},
	{.title = "Организация", .width = 18, .rank = 1, .grows = true},
	{.title = "Предметная область", .width = 20, .rank = 2, .grows = true},
	{.title = "С", .width = 10, .rank = 3}, {.title = "По", .width = 10, .rank = 4},
	{.title = "Приказ", .width = 10, .rank = 6},
	{.title = "Должность", .width = 20, .rank = 5, .grows = true})},
    [CORPS_AREAS] = {COLUMNS(
	{.title = "Предметная область", .width = 40, .grows = true, .lead = true},
	{.title = "Членов актива", .width = 14, .right = true})},
    [CORPS_PLACES] = {COLUMNS({.title = "Организация", .width = 40, .grows = true, .lead = true},
	{.title = "Членов актива", .width = 14, .right = true})},
    [CORPS_ENDING] = {COLUMNS(
	{.title = "Фамилия, имя, отчество", .width = 30, .grows = true, .lead = true},
	{.title = "Предметная область", .width = 20, .rank = 2, .grows = true},
	{.title = "По", .width = 10}, {.title = "Подано ли снова", .width = 26, .rank = 1})},
    [CORPS_EMPTY_AREAS] = {COLUMNS({.title = "Предмет, по которому нет члена актива",
				       .width = 40,
				       .grows = true,
				       .lead = true},
	{.title = "Преподают", .width = 14, .right = true})},
    [CORPS_EMPTY_PLACES] = {COLUMNS(
	{.title = "Организация, где нет члена актива", .width = 40, .grows = true, .lead = true},
	{.title = "Работают", .width = 14, .right = true})},
    [CORPS_PUBLIC] = {COLUMNS(
	{.title = "Фамилия, имя, отчество", .width = 30, .grows = true, .lead = true},
	{.title = "Место работы", .width = 18, .rank = 1, .grows = true},
	{.title = "Должность", .width = 18, .rank = 3, .grows = true},
	{.title = "Предметная область", .width = 18, .rank = 2, .grows = true},
	{.title = "Эл. почта", .width = 22, .rank = 4})},
    [CORPS_LEFT_OUT] = {COLUMNS(
	{.title = "Фамилия, имя, отчество", .width = 30, .grows = true, .lead = true},
	{.title = "Почему не в списке для сайта", .width = 34, .grows = true},
	{.title = "Организация", .width = 18, .rank = 2, .grows = true})},
};

const struct list_column *
corps_columns(enum corps_view view, size_t *count)
{
	if (view == CORPS_JOINED || view == CORPS_LEFT)
		view = CORPS_MEMBERS;
	*count = tables[view].ncolumns;
	return tables[view].columns;
}

void
corps_put_view(const struct corps *c, enum corps_view view, struct buf *out)
{
	static const char *const words[CORPS_VIEWS] = {
	    [CORPS_MEMBERS] = "Состав",
	    [CORPS_AREAS] = "По предметным областям",
	    [CORPS_PLACES] = "По организациям",
	    [CORPS_JOINED] = "Пришли после ",
	    [CORPS_LEFT] = "Ушли с ",
	    [CORPS_ENDING] = "Срок кончается до ",
	    [CORPS_EMPTY_AREAS] = "Предметы без члена актива",
	    [CORPS_EMPTY_PLACES] = "Организации без члена актива",
	    [CORPS_PUBLIC] = "Список для сайта",
	    [CORPS_LEFT_OUT] = "Не войдут в список для сайта",
	};

	buf_puts(out, words[view]);
	if (view == CORPS_JOINED || view == CORPS_LEFT)
		date_put_russian(out, c->since);
	else if (view == CORPS_ENDING)
		date_put_russian(out, schoolyear_end(c->on));
}

/* Rows. */

static struct corps_row *
add(struct corps *c)
{
	struct corps_row row = {.style = STYLE_PLAIN};

	for (int i = 0; i < CORPS_CELLS; i++)
		row.cells[i] = "";
	return list_rows_add(c->out, &row);
}

static const char *
keep(struct corps *c, const char *text)
{
	return arena_strdup(&c->out->texts, text);
}

static const char *
keep_buf(struct corps *c, struct buf *text)
{
	const char *kept = keep(c, buf_text(text));

	buf_free(text);
	return kept;
}

static const char *
keep_place(struct corps *c, const char *name)
{
	struct buf text = {0};

	words_put_without_form(&text, name);
	return keep_buf(c, &text);
}

static const char *
keep_date(struct corps *c, int32_t day)
{
	struct buf text = {0};

	if (day != DATE_NONE)
		date_put_russian(&text, day);
	return keep_buf(c, &text);
}

static const char *
keep_count(struct corps *c, size_t n)
{
	struct buf text = {0};

	buf_printf(&text, "%zu", n);
	return keep_buf(c, &text);
}

static const char *
keep_name(struct corps *c, const struct roster_row *r)
{
	struct buf text = {0};

	buf_printf(&text, "%s %s", r->surname, r->given_name);
	if (r->patronymic[0] != '\0')
		buf_printf(&text, " %s", r->patronymic);
	return keep_buf(c, &text);
}

static bool
is_narrowed_out(const struct corps *c, const struct roster_row *r)
{
	if (c->organisation != 0)
		return r->organisation != c->organisation;
	return c->area != NULL && !area_covers(r->subject_area, slice_of(c->area));
}

static void
add_members(struct corps *c, const struct roster *r, bool narrow)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *from = &r->rows[i];
		struct corps_row *row;

		if (narrow && is_narrowed_out(c, from))
			continue;
		row = add(c);
		*row = (struct corps_row){.style = STYLE_PLAIN,
		    .person = from->person,
		    .cells = {keep_name(c, from), keep_place(c, from->organisation_name),
			keep(c, from->subject_area), keep_date(c, from->from),
			keep_date(c, from->to), keep(c, from->order_code),
			keep(c, from->position)}};
	}
}

static void
add_public(struct corps *c, const struct roster *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *from = &r->rows[i];
		struct corps_row *row = add(c);

		row->person = from->person;
		row->cells[0] = keep_name(c, from);
		row->cells[1] = keep_place(c, from->organisation_name);
		row->cells[2] = keep(c, from->position);
		row->cells[3] = keep(c, from->subject_area);
		row->cells[4] = keep(c, from->email);
	}
}

static void
add_left_out(struct corps *c, const struct roster *r)
{
	for (size_t i = 0; i < r->nleft_out; i++) {
		const struct roster_row *from = &r->left_out[i];
		struct corps_row *row = add(c);
		struct buf why = {0};

		publish_put_reason(&why, &from->publish);
		row->style = from->publish.reason == PUBLISH_REVOKED ? STYLE_WARNING : STYLE_PLAIN;
		row->person = from->person;
		row->cells[0] = keep_name(c, from);
		row->cells[1] = keep_buf(c, &why);
		row->cells[2] = keep_place(c, from->organisation_name);
	}
}

/* Groups: who they are counted by, most members first. */

struct group {
	const char *name;
	uint64_t organisation;
	size_t members;
};

struct groups {
	struct group *items;
	size_t count;
};

static void
count_in(struct groups *g, struct corps *c, struct slice name, uint64_t organisation)
{
	struct buf text = {0};

	for (size_t i = 0; i < g->count; i++)
		if (organisation != 0 ? g->items[i].organisation == organisation
				      : compare_equal(slice_of(g->items[i].name), name)) {
			g->items[i].members++;
			return;
		}
	buf_put_slice(&text, name);
	g->items = xrealloc(g->items, (g->count + 1) * sizeof(*g->items));
	g->items[g->count++] =
	    (struct group){.name = keep_buf(c, &text), .organisation = organisation, .members = 1};
}

/* A member for several areas ("история, обществознание") counts in each. */
static void
count_areas(struct groups *g, struct corps *c, const char *areas)
{
	const char *p = areas;

	if (utf8_says_nothing(areas))
		return;
	for (;;) {
		size_t len = strcspn(p, ",");

		count_in(g, c, utf8_trim(slice_make(p, len)), 0);
		if (p[len] == '\0')
			break;
		p += len + 1;
	}
}

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->members != y->members)
		return x->members < y->members ? 1 : -1;
	return strcmp(x->name, y->name);
}

static struct groups
group(struct corps *c, const struct roster *r, bool by_place)
{
	struct groups g = {.count = 0};

	for (size_t i = 0; i < r->count; i++)
		if (by_place)
			count_in(
			    &g, c, slice_of(r->rows[i].organisation_name), r->rows[i].organisation);
		else
			count_areas(&g, c, r->rows[i].subject_area);
	if (g.count > 0)
		qsort(g.items, g.count, sizeof(*g.items), compare_groups);
	return g;
}

static void
add_groups(struct corps *c, const struct groups *g, bool by_place)
{
	for (size_t i = 0; i < g->count; i++) {
		struct corps_row *row = add(c);

		row->cells[0] = g->items[i].name;
		row->cells[1] = keep_count(c, g->items[i].members);
		row->organisation = g->items[i].organisation;
		row->area = by_place ? NULL : g->items[i].name;
	}
}

static void
add_gaps(struct corps *c, const struct roster_gap *gaps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct corps_row *row = add(c);

		row->cells[0] = keep(c, gaps[i].name);
		row->cells[1] = keep_count(c, gaps[i].people);
		row->organisation = gaps[i].organisation;
		row->area = gaps[i].organisation == 0 ? row->cells[0] : NULL;
	}
}

static void
add_ending(struct corps *c, const struct view *v, const struct renewal_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct corps_row *row = add(c);
		struct record *r = register_load(v, KIND_MEMBERSHIPS, lines[i].membership);
		struct buf name = {0};

		register_put_name(v, KIND_PEOPLE, lines[i].person, &name);
		row->person = lines[i].person;
		row->style = lines[i].state == RENEWAL_SILENT ? STYLE_WARNING : STYLE_PLAIN;
		row->cells[0] = keep_buf(c, &name);
		row->cells[1] =
		    keep(c, r != NULL ? ((const struct membership *)r)->subject_area : "");
		row->cells[2] = keep_date(c, lines[i].ends);
		row->cells[3] = renewal_word(lines[i].state);
		record_free(r);
	}
}

/* All that is read at once, so that every number is of one moment. */
struct reading_corps {
	struct roster all, open, joined, left;
	struct roster_gaps gaps;
	struct groups areas, places;
	struct renewal_line *ending;
	size_t nending;
};

static enum status
read_all(struct corps *c, const struct view *v, struct reading_corps *r, struct error *e)
{
	enum status st = roster_open(&r->all, v, c->on, false, e);

	if (st == ST_OK)
		st = roster_open(&r->open, v, c->on, true, e);
	if (st == ST_OK)
		st = roster_changes(&r->joined, v, ROSTER_JOINED, c->since, c->on, e);
	if (st == ST_OK)
		st = roster_changes(&r->left, v, ROSTER_LEFT, c->since, c->on, e);
	if (st == ST_OK)
		st = roster_find_gaps(&r->gaps, v, c->on, e);
	if (st != ST_OK)
		return st;
	r->nending = orders_renewals(v, c->on, schoolyear_end(c->on), &r->ending);
	r->areas = group(c, &r->all, false);
	r->places = group(c, &r->all, true);
	return ST_OK;
}

static void
free_all(struct reading_corps *r)
{
	roster_free(&r->all);
	roster_free(&r->open);
	roster_free(&r->joined);
	roster_free(&r->left);
	roster_gaps_free(&r->gaps);
	free(r->areas.items);
	free(r->places.items);
	free(r->ending);
}

static void
make_rows(struct corps *c, const struct view *v, const struct reading_corps *r)
{
	switch (c->view) {
	case CORPS_MEMBERS:
		add_members(c, &r->all, true);
		break;
	case CORPS_AREAS:
	case CORPS_PLACES:
		add_groups(
		    c, c->view == CORPS_AREAS ? &r->areas : &r->places, c->view == CORPS_PLACES);
		break;
	case CORPS_JOINED:
	case CORPS_LEFT:
		add_members(c, c->view == CORPS_JOINED ? &r->joined : &r->left, false);
		break;
	case CORPS_ENDING:
		add_ending(c, v, r->ending, r->nending);
		break;
	case CORPS_EMPTY_AREAS:
		add_gaps(c, r->gaps.subjects, r->gaps.nsubjects);
		break;
	case CORPS_EMPTY_PLACES:
		add_gaps(c, r->gaps.institutions, r->gaps.ninstitutions);
		break;
	case CORPS_PUBLIC:
		add_public(c, &r->open);
		break;
	default:
		add_left_out(c, &r->open);
		break;
	}
}

enum status
corps_read(struct corps *c, const struct view *v, struct list_rows *out, struct error *e)
{
	struct reading_corps r = {.nending = 0};
	enum status st;

	c->out = out;
	c->views = changes_permit(v->session, PERMIT_EDIT) ? CORPS_VIEWS : CORPS_LEFT_OUT;
	if ((int)c->view >= c->views)
		c->view = CORPS_MEMBERS;
	st = read_all(c, v, &r, e);
	if (st == ST_OK) {
		const size_t counts[CORPS_VIEWS] = {r.all.count, r.areas.count, r.places.count,
		    r.joined.count, r.left.count, r.nending, r.gaps.nsubjects, r.gaps.ninstitutions,
		    r.open.count, r.open.nleft_out};

		memcpy(c->counts, counts, sizeof(counts));
		make_rows(c, v, &r);
	}
	free_all(&r);
	return st;
}
