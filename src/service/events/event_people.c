/* SPDX-License-Identifier: MIT
 * event_people.c - sources of people, and lines of a list as people of the register.
 */
#include "service/events/event_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/ids.h"
#include "base/utf8.h"
#include "db/record/records.h"

/* Sources. */

struct gathered {
	uint64_t *ids;
	size_t count, room;
};

static void
add(struct gathered *g, uint64_t id)
{
	if (g->count == EVENT_PEOPLE_MOST)
		return;
	ARRAY_ROOM(g->ids, g->count, g->room);
	g->ids[g->count++] = id;
}

static bool
holds_on(int32_t from, int32_t to, int32_t on)
{
	return from <= on && (to == DATE_NONE || to >= on);
}

static void
add_at_work(struct gathered *g, struct walk *w, int32_t on)
{
	struct person *p = (struct person *)record_new(KIND_PEOPLE);

	while (g->count < EVENT_PEOPLE_MOST && walk_record(w, &p->base))
		if (holds_on(p->hired, p->dismissed, on))
			add(g, p->base.id);
	record_free(&p->base);
}

static void
add_members(struct gathered *g, struct walk *w, int32_t on)
{
	struct association_member *m =
	    (struct association_member *)record_new(KIND_ASSOCIATION_MEMBERS);

	while (walk_record(w, &m->base))
		if (holds_on(m->from, m->to, on))
			add(g, m->person);
	record_free(&m->base);
}

size_t
event_people(const struct view *v, enum kind of, uint64_t id, int32_t on, uint64_t **ids)
{
	bool members = of == KIND_ASSOCIATIONS;
	enum kind kind = members ? KIND_ASSOCIATION_MEMBERS : KIND_PEOPLE;
	struct gathered g = {.count = 0};
	struct walk *w = of == KIND_PEOPLE
	    ? walk_by_id(v->txn, KIND_PEOPLE)
	    : walk_referring(
		  v->txn, kind, field_find(kind, members ? "association" : "organisation"), id);

	(members ? add_members : add_at_work)(&g, w, on);
	walk_close(w);
	*ids = g.ids;
	return g.count;
}

/* Order. */

struct placed {
	uint64_t id;
	struct buf place;
};

static int
compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	return slice_compare(buf_slice(&a->place), buf_slice(&b->place));
}

size_t
event_people_sort(const struct view *v, uint64_t *ids, size_t count)
{
	size_t n = ids_sort_unique(ids, count);
	struct placed *placed = xcalloc(n + 1, sizeof(*placed));
	struct record *r = record_new(KIND_PEOPLE);

	for (size_t i = 0; i < n; i++) {
		placed[i].id = ids[i];
		if (records_get(v->txn, ids[i], r))
			walk_put_place_of(r, &placed[i].place);
	}
	qsort(placed, n, sizeof(*placed), compare_placed);
	for (size_t i = 0; i < n; i++) {
		ids[i] = placed[i].id;
		buf_free(&placed[i].place);
	}
	record_free(r);
	free(placed);
	return n;
}

/* Lines. */

/* Without what counts or marks it: "12.", "3)", "•", "–". */
static struct slice
without_number(struct slice line)
{
	const char *p = line.data, *end = p + line.len, *at = p;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (utf8_small(cp) != cp || utf8_capital(cp) != cp)
			break;
		at = p;
	}
	return utf8_trim(slice_make(at, (size_t)(end - at)));
}

bool
name_line_next(struct slice *rest, struct slice *line)
{
	while (rest->len > 0) {
		const char *start = rest->data;
		size_t len = 0;

		while (len < rest->len && start[len] != '\n' && start[len] != '\r')
			len++;
		*line = without_number(slice_make(start, len));
		len += len < rest->len;
		*rest = slice_make(start + len, rest->len - len);
		if (line->len > 0)
			return true;
	}
	return false;
}

static size_t
length_until(struct slice text, const char *ends)
{
	const char *bytes = text.data;
	size_t len = 0;

	while (len < text.len && strchr(ends, bytes[len]) == NULL)
		len++;
	return len;
}

/* The three names of a line, and what stands behind them. */
struct line_parts {
	struct buf names[3];
	struct slice more;
};

static void
split(struct slice line, struct line_parts *out)
{
	size_t len = length_until(line, "\t;,");
	struct slice name = utf8_trim(slice_make(line.data, len));

	*out =
	    (struct line_parts){.more = slice_make((const char *)line.data + len, line.len - len)};
	for (int i = 0; i < 3 && name.len > 0; i++) {
		len = i < 2 ? length_until(name, " ") : name.len;
		buf_put(&out->names[i], name.data, len);
		name = utf8_trim(slice_make((const char *)name.data + len, name.len - len));
	}
}

size_t
name_line_candidates(const struct view *v, struct slice line, struct candidate *out, size_t most)
{
	struct line_parts parts;
	struct name_typed typed;
	size_t count;

	split(line, &parts);
	typed = (struct name_typed){.surname = buf_text(&parts.names[0]),
	    .given_name = buf_text(&parts.names[1]),
	    .patronymic = buf_text(&parts.names[2]),
	    .birth_date = DATE_NONE};
	count = candidates_find(v, &typed, out, most);
	for (int i = 0; i < 3; i++)
		buf_free(&parts.names[i]);
	return count;
}

/* The place of the only one who bears the name, of several the only one of whom the rest of the
 * line is true; `count`: there is none. */
static size_t
find_meant(const struct candidate *c, size_t count, struct slice more)
{
	size_t same = 0, fitting = 0, meant = count;

	while (same < count && c[same].match == NAME_SAME)
		same++;
	if (same == 1)
		return 0;
	for (size_t i = 0; i < same && !compare_is_empty(more); i++)
		if (compare_holds(slice_of(c[i].line), more)) {
			fitting++;
			meant = i;
		}
	return fitting == 1 ? meant : count;
}

uint64_t
name_line_person(const struct view *v, struct slice line, size_t *alike)
{
	enum { LOOKED_AT = 16 };
	struct candidate found[LOOKED_AT];
	struct line_parts parts;
	size_t meant;

	*alike = name_line_candidates(v, line, found, LOOKED_AT);
	split(line, &parts);
	meant = find_meant(found, *alike, parts.more);
	for (int i = 0; i < 3; i++)
		buf_free(&parts.names[i]);
	return meant < *alike ? found[meant].id : 0;
}
