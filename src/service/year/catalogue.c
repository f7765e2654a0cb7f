/* SPDX-License-Identifier: MIT
 * catalogue.c - what is recommended, with as much of its authors as they have agreed to.
 */
#include "service/year/catalogue.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/records.h"
#include "model/value.h"
#include "service/core/naming.h"
#include "service/core/taken.h"
#include "service/corps/agreements.h"

struct gathering {
	const struct view *view;
	struct catalogue *out;
	size_t room;
	int32_t on;
};

/* "Белова Анна Ивановна, учитель, МБОУ «СОШ № 8»" */
static const char *
keep_author(struct gathering *g, uint64_t person)
{
	const struct view *v = g->view;
	struct publish_verdict agreed = agreements_judge(v, person, g->on);
	struct person *p = (struct person *)record_new(KIND_PEOPLE);
	struct buf text = {0};
	const char *kept;

	if ((agreed.fields & PUBLISH_NAME) != 0 && records_get(v->txn, person, &p->base)) {
		register_put_name(v, KIND_PEOPLE, person, &text);
		if ((agreed.fields & PUBLISH_POSITION) != 0)
			buf_printf(&text, ", %s", p->position);
		if ((agreed.fields & PUBLISH_WORKPLACE) != 0 && p->organisation != 0) {
			buf_puts(&text, ", ");
			register_put_name(v, KIND_ORGANISATIONS, p->organisation, &text);
		}
	}
	kept = arena_strdup(&g->out->arena, buf_text(&text));
	buf_free(&text);
	record_free(&p->base);
	return kept;
}

static void
add(struct gathering *g, const struct resource *r)
{
	struct catalogue *c = g->out;
	struct catalogue_entry *entry;
	struct buf kind = {0};

	value_put_choice(&kind, &r->base, field_find(KIND_RESOURCES, "kind"));
	ARRAY_ROOM(c->entries, c->count, g->room);
	entry = &c->entries[c->count++];
	*entry = (struct catalogue_entry){.resource = r->base.id,
	    .kind = r->kind,
	    .kind_word = arena_strdup(&c->arena, buf_text(&kind)),
	    .subjects = arena_strdup(&c->arena, r->subjects),
	    .title = arena_strdup(&c->arena, r->title),
	    .location = arena_strdup(&c->arena, r->location),
	    .annotation = arena_strdup(&c->arena, r->annotation),
	    .by = r->author != 0 ? keep_author(g, r->author) : ""};
	entry->author = entry->by[0] != '\0' ? r->author : 0;
	buf_free(&kind);
}

static int
compare_titles(const struct catalogue_entry *a, const struct catalogue_entry *b)
{
	struct buf one = {0}, other = {0};
	int order;

	compare_put_order(&one, slice_of(a->title));
	compare_put_order(&other, slice_of(b->title));
	order = slice_compare(buf_slice(&one), buf_slice(&other));
	buf_free(&one);
	buf_free(&other);
	return order;
}

static int
compare_entries(const void *left, const void *right)
{
	const struct catalogue_entry *a = left, *b = right;
	int order = a->kind == b->kind ? compare_titles(a, b) : a->kind < b->kind ? -1 : 1;

	return order != 0 ? order : (a->resource > b->resource) - (a->resource < b->resource);
}

enum status
catalogue_read(const struct view *v, int32_t on, struct catalogue *out, struct error *e)
{
	struct gathering g = {.view = v, .out = out, .on = on};
	enum status st = view_require(v, PERMIT_READ, e);
	struct resource *r;
	struct walk *w;

	*out = (struct catalogue){.count = 0};
	if (st != ST_OK)
		return st;
	r = (struct resource *)record_new(KIND_RESOURCES);
	w = walk_by_id(v->txn, KIND_RESOURCES);
	while (walk_record(w, &r->base))
		if (r->status == RESOURCE_RECOMMENDED)
			add(&g, r);
	walk_close(w);
	record_free(&r->base);
	if (out->count > 0)
		qsort(out->entries, out->count, sizeof(*out->entries), compare_entries);
	return view_status(v, e);
}

void
catalogue_free(struct catalogue *c)
{
	free(c->entries);
	arena_free(&c->arena);
	*c = (struct catalogue){.count = 0};
}

struct publishing {
	struct session *session;
	const struct page_file *page;
};

static enum status
note(void *context, struct error *e)
{
	const struct publishing *p = context;
	struct buf what = {0};
	enum status st;

	buf_puts(&what, "каталог материалов для сайта");
	if (p->page->note != NULL && p->page->note[0] != '\0')
		buf_printf(&what, ": %s", p->page->note);
	st = taken_note(p->session, OPERATION_PAPER, buf_text(&what), e);
	buf_free(&what);
	return st;
}

enum status
catalogue_publish(struct session *s, const struct page_file *page, struct error *e)
{
	struct publishing p = {.session = s, .page = page};
	enum status st = session_require(s, PERMIT_EDIT, e);
	bool recorded;

	return st == ST_OK ? publishing_page(page, note, &p, &recorded, e) : st;
}
