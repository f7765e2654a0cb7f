/* SPDX-License-Identifier: MIT
 * blanks.c - marks of forms, answered by facts; without facts, by the names there may be.
 */
#include "document/blanks.h"

#include <string.h>

#include "db/record/meta.h"
#include "document/page/page_blank.h"
#include "document/paper_page.h"
#include "model/profile/paper_names.h"
#include "model/profile/papers.h"

/* Where a mark stands. */
struct place {
	struct paper_names names;
	struct paper_scope facts; /* of a check: row NULL */
};

struct answering {
	struct place root;
	const char *foot;
};

static const struct place *
place_of(const struct answering *a, const void *scope)
{
	return scope != NULL ? scope : &a->root;
}

/* The foot is no field: what an electronic copy says of itself. */
static bool
know(const void *context, struct slice name)
{
	return slice_equal(name, slice_of("foot")) || paper_names_know(context, name);
}

struct looking {
	const struct answering *a;
	const struct place *place;
};

static bool
find_value(const void *context, struct slice name, struct paper_value *out)
{
	const struct looking *l = context;

	if (!slice_equal(name, slice_of("foot")))
		return paper_scope_find(&l->place->facts, name, out);
	*out = (struct paper_value){.text = l->a->foot};
	return true;
}

/* Braces within a mark would be taken for signs of the text. */
static bool
check_mark(const struct place *place, const char *mark, const char *text, struct buf *why)
{
	struct slice unknown = {.len = 0};

	if (strpbrk(mark, "{}") != NULL || *mark == '\0' || *mark == ':')
		buf_printf(
		    why, "метка {{%s}} написана не так: нужна {{имя}} или {{имя:вид}}", mark);
	else
		paper_text_check(why, text, know, &place->names, &unknown);
	if (unknown.len > 0) {
		struct buf name = {0};

		buf_put_slice(&name, unknown);
		paper_names_put_near(why, &place->names, buf_text(&name), false);
		buf_free(&name);
	}
	return why->len == 0;
}

static bool
answer_value(void *context, const void *scope, const char *mark, struct buf *out, struct buf *why)
{
	struct looking l = {.a = context, .place = place_of(context, scope)};
	struct buf text = {0};
	bool right;

	buf_printf(&text, "{%s}", mark);
	right = check_mark(l.place, mark, buf_text(&text), why);
	if (right && l.place->facts.row != NULL)
		paper_text_put(out, buf_text(&text), find_value, &l);
	buf_free(&text);
	return right;
}

/* A check looks at one row, which says nothing. */
static bool
answer_rows(void *context, const void *scope, const char *group, blank_row_fn *row, void *writing,
    struct buf *why)
{
	const struct place *outer = place_of(context, scope);
	struct place inner = {.facts = {.outer = &outer->facts, .town = outer->facts.town}};

	if (!paper_names_enter(&outer->names, group, &inner.names)) {
		buf_printf(why, "ряда «%s» здесь нет", group);
		paper_names_put_near(why, &outer->names, group, true);
		return false;
	}
	if (outer->facts.row == NULL) {
		row(writing, &inner);
		return true;
	}
	inner.facts.row = paper_scope_first(&outer->facts, group);
	for (; inner.facts.row != NULL; inner.facts.row = fact_next(inner.facts.row)) {
		inner.facts.index++;
		row(writing, &inner);
	}
	return true;
}

static const struct blank_answers answers = {.value = answer_value, .rows = answer_rows};

static const char *
blank_name(const struct paper *paper, enum page_format format)
{
	return format == PAGE_DOCX ? paper->docx : format == PAGE_ODT ? paper->odt : "";
}

static const struct profile_blank *
find_blank(const struct profile *p, const char *name)
{
	size_t count;
	const struct profile_blank *blanks = profile_blanks(p, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(blanks[i].name, name) == 0)
			return &blanks[i];
	return NULL;
}

static enum status
check_paper(const struct profile *p, const struct paper *paper, struct error *e)
{
	struct answering a = {
	    .root = {.names = paper_names_of(paper, p), .facts = {.town = p}}, .foot = ""};
	struct page_blank blank = {.answers = answers};
	enum status st = ST_OK;

	blank.answers.context = &a;
	for (enum page_format f = 0; f < PAGE_FORMATS && st == ST_OK; f++) {
		const struct profile_blank *form = find_blank(p, blank_name(paper, f));

		if (form == NULL)
			continue;
		blank.forms[f].name = form->name;
		blank.forms[f].bytes = form->bytes;
		st = page_blank_check(&blank, f, e);
	}
	return st;
}

enum status
blanks_check(const struct profile *p, struct error *e)
{
	struct papers *papers;
	const struct paper *paper;
	enum status st = ST_OK;
	size_t count;

	profile_blanks(p, &count);
	if (count == 0)
		return ST_OK;
	papers = papers_open(p);
	for (size_t i = 0; st == ST_OK && (paper = papers_at(papers, i)) != NULL; i++)
		st = check_paper(p, paper, e);
	papers_free(papers);
	return st;
}

/* The bytes are copied: they lie in the database, and its transaction ends before the page. */
static bool
take_forms(
    struct page *p, struct page_blank *blank, const struct paper *paper, const struct view *v)
{
	bool any = false;

	for (enum page_format f = 0; f < PAGE_FORMATS; f++) {
		const char *name = blank_name(paper, f);
		struct slice bytes;

		if (name[0] == '\0' || !meta_blank(v->txn, v->session->actor.rules, name, &bytes))
			continue;
		blank->forms[f].name = arena_strdup(&p->arena, name);
		blank->forms[f].bytes =
		    slice_make(arena_strndup(&p->arena, bytes.data, bytes.len), bytes.len);
		any = true;
	}
	return any;
}

void
blanks_attach(struct page *p, const struct paper *paper, struct facts *f, const struct view *v)
{
	const struct profile *town = v->session->profile;
	struct page_blank *blank = arena_alloc(&p->arena, sizeof(*blank));
	struct answering *a = arena_alloc(&p->arena, sizeof(*a));

	if (!take_forms(p, blank, paper, v))
		return;
	*a = (struct answering){
	    .root = {.names = paper_names_of(paper, town), .facts = {.row = f->root, .town = town}},
	    .foot = p->foot};
	blank->answers = answers;
	blank->answers.context = a;
	p->blank = blank;
	p->facts = f->arena;
	f->arena = (struct arena){.blocks = NULL};
}
