/* SPDX-License-Identifier: MIT
 * source_application.c - an application as its paper asks for it.
 */
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "document/source.h"
#include "service/core/naming.h"

struct telling {
	struct fact_row *root;
	struct record_as_of *src;
	const struct profile *profile;
	const struct application *a;
	struct buf name, post; /* in full; position and institution */
};

/* What stands over a caption of the heading: the paper says what is to be written there. */
static const char *
answer_to(const struct telling *t, const char *caption)
{
	if (fold_equal(slice_of(caption), slice_of("ФИО")))
		return buf_text(&t->name);
	if (fold_equal(slice_of(caption), slice_of("должность, место работы")))
		return buf_text(&t->post);
	return NULL;
}

/* A line of the heading, a row of underscores being the name. */
static void
put_line(const struct telling *t, const char *line, struct buf *out)
{
	const char *gap = strstr(line, "__"), *answer = answer_to(t, line);

	if (answer != NULL) {
		buf_puts(out, answer);
	} else if (gap == NULL) {
		buf_puts(out, line);
	} else {
		buf_put(out, line, (size_t)(gap - line));
		buf_puts(out, buf_text(&t->name));
		buf_puts(out, gap + strspn(gap, "_"));
	}
}

/* Runs of the heading's lines are paragraphs; those above "ЗАЯВЛЕНИЕ" say to whom and from whom. */
static void
tell_heading(const struct telling *t)
{
	const char *const *lines = profile_heading(t->profile);
	const char *group = "addressed";
	struct buf text = {0};

	for (; lines != NULL && *lines != NULL; lines++) {
		if (fold_starts(slice_of(*lines), slice_of("ЗАЯВЛЕНИЕ"))) {
			group = "request";
			continue;
		}
		if (**lines != '\0') {
			buf_puts(&text, text.len > 0 ? "\n" : "");
			put_line(t, *lines, &text);
		}
		if (text.len > 0 && (**lines == '\0' || lines[1] == NULL)) {
			fact_add_line(t->root, group, buf_text(&text));
			buf_clear(&text);
		}
	}
	buf_free(&text);
}

static void
put_values(const struct telling *t, const struct form_row *row, struct buf *out)
{
	struct buf value = {0};

	for (size_t i = 0; i < row->count; i++) {
		const struct field *f = row->fields[i];

		buf_clear(&value);
		if (f->type == FIELD_REF && !f->own)
			record_as_of_put_name(
			    t->src, f->target, record_ref(&t->a->base, f), &value);
		else
			register_put_field(&t->src->view, &t->a->base, f, &value);
		if (value.len > 0)
			buf_printf(out, "%s%s", out->len > 0 ? " / " : "", buf_text(&value));
	}
	buf_free(&value);
}

static void
tell_rows(const struct telling *t)
{
	size_t count;
	const struct form_row *rows = profile_form(t->profile, KIND_APPLICATIONS, &count);
	struct buf values = {0};

	for (size_t i = 0; i < count; i++) {
		struct fact_row *row = fact_add(t->root, rows[i].paper ? "rows" : "needed");

		put_values(t, &rows[i], &values);
		fact_text(row, "label", rows[i].label);
		fact_buf(row, "value", &values);
	}
	buf_free(&values);
}

static void
tell_grounds(const struct telling *t)
{
	struct slice rest = slice_of(t->a->grounds), id;

	while (value_next_item(&rest, &id)) {
		const struct term *ground = profile_term(t->profile, TERMS_GROUNDS, id);

		if (ground != NULL)
			fact_add_line(t->root, "grounds", ground->text);
	}
}

static void
tell(struct telling *t)
{
	const struct application *a = t->a;

	record_as_of_put_name(t->src, KIND_APPLICATIONS, a->base.id, &t->name);
	buf_printf(&t->post, "%s, ", a->position);
	record_as_of_put_name(t->src, KIND_ORGANISATIONS, a->organisation, &t->post);
	fact_text(t->root, "code", a->code);
	fact_text(t->root, "name", buf_text(&t->name));
	fact_text(t->root, "post", buf_text(&t->post));
	fact_day(t->root, "submitted", a->submitted);
	fact_day(t->root, "agreed", a->agreed);
	tell_heading(t);
	tell_rows(t);
	tell_grounds(t);
	/* Since a consent must be a paper of its own the sentence stands only where it was given.
	 */
	if (a->publication_consent && a->consent_date != DATE_NONE) {
		fact_text(t->root, "consent", profile_consent_sentence(t->profile));
		fact_day(t->root, "consent_date", a->consent_date);
	}
	buf_free(&t->name);
	buf_free(&t->post);
}

enum status
source_application(struct facts *f, const struct paper_question *q)
{
	struct application *a = (struct application *)record_new(KIND_APPLICATIONS);
	struct telling t = {
	    .root = f->root, .src = q->src, .profile = q->src->view.session->profile, .a = a};
	bool found = record_as_of_get(q->src, q->call->record, &a->base);

	if (found)
		tell(&t);
	record_free(&a->base);
	return found ? ST_OK : error_set(q->e, ST_NOTFOUND, "такого заявления нет");
}
