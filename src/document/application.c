/* SPDX-License-Identifier: MIT
 * application.c - the paper of an application, filled in.
 */
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "db/record/records.h"
#include "document/document.h"
#include "document/record_as_of.h"
#include "service/core/naming.h"

struct paper {
	struct page *page;
	struct record_as_of src;
	const struct application *a;
	struct buf name, post; /* in full; position and institution */
};

/* What stands over a caption of the heading: the paper says what is to be written there. */
static const char *
answer_to(const struct paper *paper, const char *caption)
{
	if (fold_equal(slice_of(caption), slice_of("ФИО")))
		return buf_text(&paper->name);
	if (fold_equal(slice_of(caption), slice_of("должность, место работы")))
		return buf_text(&paper->post);
	return NULL;
}

/* A line of the heading, a row of underscores being the name. */
static void
put_line(const struct paper *paper, const char *line, struct buf *out)
{
	const char *gap = strstr(line, "__");

	if (gap == NULL) {
		buf_puts(out, line);
		return;
	}
	buf_put(out, line, (size_t)(gap - line));
	buf_puts(out, buf_text(&paper->name));
	buf_puts(out, gap + strspn(gap, "_"));
}

/* Runs of lines become paragraphs; above "ЗАЯВЛЕНИЕ" they stand at the right. */
static void
add_heading(struct paper *paper)
{
	const char *const *lines = profile_heading(paper->src.view.session->profile);
	enum page_align align = PAGE_RIGHT;
	struct buf text = {0};

	for (; lines != NULL && *lines != NULL; lines++) {
		const char *answer = answer_to(paper, *lines);

		if (fold_starts(slice_of(*lines), slice_of("ЗАЯВЛЕНИЕ"))) {
			page_heading(paper->page, 1, *lines);
			align = PAGE_LEFT;
			continue;
		}
		if (**lines != '\0') {
			buf_puts(&text, text.len > 0 ? "\n" : "");
			if (answer != NULL)
				buf_puts(&text, answer);
			else
				put_line(paper, *lines, &text);
		}
		if (text.len > 0 && (**lines == '\0' || lines[1] == NULL)) {
			page_paragraph(paper->page, align, buf_text(&text));
			buf_clear(&text);
		}
	}
	buf_free(&text);
}

static void
put_values(const struct paper *paper, const struct form_row *row, struct buf *out)
{
	struct buf value = {0};

	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = row->fields[i];

		buf_clear(&value);
		if (f->type == FIELD_REF && !f->own)
			record_as_of_put_name(
			    &paper->src, f->target, record_ref(&paper->a->base, f), &value);
		else
			register_put_field(&paper->src.view, &paper->a->base, f, &value);
		if (value.len > 0)
			buf_printf(out, "%s%s", out->len > 0 ? " / " : "", buf_text(&value));
	}
	buf_free(&value);
}

static void
add_rows(struct paper *paper, bool on_paper)
{
	size_t count;
	const struct form_row *rows =
	    profile_form(paper->src.view.session->profile, KIND_APPLICATIONS, &count);
	struct page_table *t = NULL;
	struct buf values = {0};

	for (size_t i = 0; i < count; i++) {
		if (rows[i].paper != on_paper)
			continue;
		if (t == NULL) {
			t = page_table(paper->page,
			    on_paper ? "" : "Чего бумага не спрашивает, а положение требует");
			page_column(paper->page, t, "Сведения", 5, false);
			page_column(paper->page, t, "Ответ", 6, false);
		}
		buf_clear(&values);
		put_values(paper, &rows[i], &values);
		page_row_heading(paper->page, t, rows[i].label);
		page_cell(paper->page, t, buf_text(&values));
	}
	buf_free(&values);
}

static void
add_grounds(struct paper *paper)
{
	struct slice rest = slice_of(paper->a->grounds), id;
	struct buf number = {0};
	int n = 0;

	if (rest.len > 0)
		page_subheading(paper->page, "Основания");
	while (value_next_item(&rest, &id)) {
		const struct term *ground =
		    profile_term(paper->src.view.session->profile, TERMS_GROUNDS, id);

		buf_clear(&number);
		buf_printf(&number, "%d.", ++n);
		if (ground != NULL)
			page_point(paper->page, buf_text(&number), ground->text);
	}
	buf_free(&number);
}

static void
add_dated(struct paper *paper, const char *what, int32_t date)
{
	struct buf text = {0};

	if (date == DATE_NONE)
		return;
	buf_puts(&text, what);
	date_put_russian(&text, date);
	page_paragraph(paper->page, PAGE_LEFT, buf_text(&text));
	buf_free(&text);
}

static void
fill(struct paper *paper)
{
	const struct application *a = paper->a;
	struct buf text = {0};

	buf_printf(&paper->name, "%s %s%s%s", a->surname, a->given_name,
	    *a->patronymic != '\0' ? " " : "", a->patronymic);
	buf_printf(&paper->post, "%s, ", a->position);
	record_as_of_put_name(&paper->src, KIND_ORGANISATIONS, a->organisation, &paper->post);
	buf_printf(&text, "Заявление %s: %s", a->code, buf_text(&paper->name));
	page_begin(paper->page, buf_text(&text));
	add_heading(paper);
	add_rows(paper, true);
	add_rows(paper, false);
	add_grounds(paper);
	/* Since a consent must be a paper of its own the sentence stands only where it was given.
	 */
	if (a->publication_consent && a->consent_date != DATE_NONE) {
		page_paragraph(paper->page, PAGE_LEFT,
		    profile_consent_sentence(paper->src.view.session->profile));
		add_dated(paper, "Дата согласия: ", a->consent_date);
	}
	add_dated(paper, "Согласовано учреждением: ", a->agreed);
	buf_clear(&text);
	date_put_russian(&text, a->submitted);
	page_signature(paper->page, buf_text(&text), buf_text(&paper->name));
	buf_free(&text);
}

enum status
document_application(struct page *p, struct session *s, uint64_t application, struct error *e)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct paper paper = {.page = p, .a = a};
	enum status st = session_require(s, PERMIT_READ, e);
	bool found;

	*p = (struct page){0};
	record_as_of_open(&paper.src, s);
	found = st == ST_OK && records_get(paper.src.view.txn, application, &a->base);
	if (found)
		fill(&paper);
	if (st == ST_OK)
		st = record_as_of_close(&paper.src, e);
	else
		record_as_of_close(&paper.src, NULL);
	if (st == ST_OK && !found)
		st = error_set(e, ST_NOTFOUND, "такого заявления нет");
	buf_free(&paper.name);
	buf_free(&paper.post);
	record_free(&a->base);
	return st;
}
