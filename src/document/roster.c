/* SPDX-License-Identifier: MIT
 * roster.c - the corps on a day as a paper, as the page for the site, and as tables for programs.
 */
#include "service/corps/roster.h"

#include <string.h>

#include "base/date.h"
#include "db/record/records.h"
#include "document/document.h"
#include "document/record_as_of.h"
#include "exchange/export.h"
#include "exchange/table.h"

/* A column of the list for programs. */
struct column {
	const char *id;
	bool published;
	const char *(*text)(const struct roster_row *row); /* NULL: a date */
	int32_t (*date)(const struct roster_row *row);
};

#define TEXT_COLUMN(name, member)                                                                  \
	static const char *name(const struct roster_row *row)                                      \
	{                                                                                          \
		return row->member;                                                                \
	}
/* clang-format off */
TEXT_COLUMN(text_person, code)
TEXT_COLUMN(text_surname, surname)
TEXT_COLUMN(text_given_name, given_name)
TEXT_COLUMN(text_patronymic, patronymic)
TEXT_COLUMN(text_organisation, organisation_name)
TEXT_COLUMN(text_position, position)
TEXT_COLUMN(text_subject_area, subject_area)
TEXT_COLUMN(text_email, email)
TEXT_COLUMN(text_order, order_code)
/* clang-format on */

static int32_t
date_from(const struct roster_row *row)
{
	return row->from;
}

static int32_t
date_to(const struct roster_row *row)
{
	return row->to;
}

static const struct column columns[] = {
    {.id = "person", .text = text_person},
    {.id = "surname", .published = true, .text = text_surname},
    {.id = "given_name", .published = true, .text = text_given_name},
    {.id = "patronymic", .published = true, .text = text_patronymic},
    {.id = "organisation", .published = true, .text = text_organisation},
    {.id = "position", .published = true, .text = text_position},
    {.id = "subject_area", .published = true, .text = text_subject_area},
    {.id = "email", .published = true, .text = text_email},
    {.id = "from", .date = date_from},
    {.id = "to", .date = date_to},
    {.id = "order", .text = text_order},
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void
put_value(struct buf *b, const struct column *c, const struct roster_row *row)
{
	if (c->text != NULL)
		buf_puts(b, c->text(row));
	else
		date_put_iso(b, c->date(row));
}

void
roster_put_csv(const struct roster *r, bool publicly, struct buf *out)
{
	struct buf value = {0};
	const char *between = "";

	for (size_t i = 0; i < COLUMNS; i++) {
		if (publicly && !columns[i].published)
			continue;
		buf_printf(out, "%s%s", between, columns[i].id);
		between = ";";
	}
	for (size_t row = 0; row < r->count; row++) {
		buf_putc(out, '\n');
		between = "";
		for (size_t i = 0; i < COLUMNS; i++) {
			if (publicly && !columns[i].published)
				continue;
			buf_clear(&value);
			put_value(&value, &columns[i], &r->rows[row]);
			buf_puts(out, between);
			table_put_cell(out, buf_slice(&value));
			between = ";";
		}
	}
	buf_putc(out, '\n');
	buf_free(&value);
}

static void
put_json_row(const struct roster_row *row, bool publicly, struct buf *out)
{
	struct buf value = {0};
	const char *between = "{";

	for (size_t i = 0; i < COLUMNS; i++) {
		if (publicly && !columns[i].published)
			continue;
		buf_clear(&value);
		put_value(&value, &columns[i], row);
		buf_printf(out, "%s\"%s\": ", between, columns[i].id);
		if (value.len > 0)
			json_put_string(out, buf_text(&value));
		else
			buf_puts(out, "null");
		between = ", ";
	}
	buf_putc(out, '}');
	buf_free(&value);
}

void
roster_put_json(const struct roster *r, bool publicly, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < r->count; i++) {
		buf_puts(out, i == 0 ? "\n" : ",\n");
		put_json_row(&r->rows[i], publicly, out);
	}
	buf_puts(out, "\n]\n");
}

static void
put_full_name(struct buf *b, const struct roster_row *row)
{
	buf_printf(b, "%s %s%s%s", row->surname, row->given_name,
	    *row->patronymic != '\0' ? " " : "", row->patronymic);
}

/* The newest of the orders the list rests on. */
static void
add_basis(struct page *p, struct session *s, const struct roster *r)
{
	struct order *o = (struct order *)record_new(KIND_ORDERS),
		     *last = (struct order *)record_new(KIND_ORDERS);
	struct txn *t = txn_read(s->store);
	struct buf text = {0};

	for (size_t i = 0; i < r->count; i++)
		if (records_get(t, r->rows[i].order, &o->base) &&
		    (last->base.id == 0 || o->date > last->date))
			record_copy(&last->base, &o->base);
	txn_abort(t);
	if (last->base.id != 0) {
		buf_printf(&text, "Основание: %s %s, последний от ",
		    profile_word(s->profile, "order"),
		    profile_word(s->profile, "department_genitive"));
		date_put_russian(&text, last->date);
		buf_printf(&text, " № %s.", last->number);
		page_paragraph(p, PAGE_LEFT, buf_text(&text));
	}
	buf_free(&text);
	record_free(&o->base);
	record_free(&last->base);
}

static void
add_term(struct page *p, struct page_table *t, const struct roster_row *row)
{
	struct buf term = {0};

	buf_puts(&term, "с ");
	date_put_russian(&term, row->from);
	if (row->to != DATE_NONE) {
		buf_puts(&term, " по ");
		date_put_russian(&term, row->to);
	}
	page_cell(p, t, buf_text(&term));
	buf_free(&term);
}

static void
add_rows(struct page *p, const struct roster *r, bool publicly)
{
	struct page_table *t = page_table(p, "");
	struct buf name = {0};

	page_column(p, t, "№ п/п", 1, true);
	page_column(p, t, "Фамилия, имя, отчество", 5, false);
	page_column(p, t, "Место работы", 5, false);
	page_column(p, t, "Должность", 4, false);
	page_column(p, t, "Курируемая предметная область", 4, false);
	if (publicly)
		page_column(p, t, "Электронная почта", 5, false);
	else
		page_column(p, t, "Срок", 3, false);
	for (size_t i = 0; i < r->count; i++) {
		const struct roster_row *row = &r->rows[i];

		buf_clear(&name);
		put_full_name(&name, row);
		page_number_cell(p, t, (int64_t)i + 1);
		page_row_heading(p, t, buf_text(&name));
		page_cell(p, t, row->organisation_name);
		page_cell(p, t, row->position);
		page_cell(p, t, row->subject_area);
		if (publicly)
			page_cell(p, t, row->email);
		else
			add_term(p, t, row);
	}
	buf_free(&name);
}

void
document_of_roster(struct page *p, struct session *s, const struct roster *r, bool publicly)
{
	const struct profile *profile = s->profile;
	struct buf text = {0};

	record_as_of_put_capital(&text, profile_word(profile, "corps"));
	page_begin(p, buf_text(&text));
	page_paragraph(p, PAGE_CENTRE, profile_word(profile, "name"));
	page_heading(p, 1, buf_text(&text));
	buf_clear(&text);
	buf_puts(&text, "по состоянию на ");
	date_put_russian(&text, r->on);
	page_paragraph(p, PAGE_CENTRE, buf_text(&text));
	if (r->count > 0)
		add_rows(p, r, publicly);
	else
		page_paragraph(p, PAGE_LEFT, "На этот день в списке никого нет.");
	add_basis(p, s, r);
	buf_clear(&text);
	date_put_iso(&text, r->on);
	page_set_command(
	    p, "document roster --on %s%s", buf_text(&text), publicly ? " --public" : "");
	buf_free(&text);
}

enum status
document_roster(struct page *p, struct session *s, int32_t on, bool publicly, struct error *e)
{
	struct roster r;
	enum status st;
	struct view v;

	view_open(&v, s);
	st = roster_open(&r, &v, on, publicly, e);
	view_close(&v);
	if (st == ST_OK)
		document_of_roster(p, s, &r, publicly);
	else
		*p = (struct page){0};
	roster_free(&r);
	return st;
}
