/* SPDX-License-Identifier: MIT
 * roster_tables.c - the corps on a day as tables for programs.
 */
#include "service/corps/roster.h"

#include "base/date.h"
#include "document/document.h"
#include "exchange/export.h"
#include "exchange/table/table.h"
#include "exchange/workbook.h"

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

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]), ROSTER_WIDTH = 20 };

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

enum status
roster_write_xlsx(
    struct session *s, const struct roster *r, bool publicly, FILE *f, struct error *e)
{
	const char *heads[COLUMNS + 1] = {NULL};
	const struct column *shown[COLUMNS];
	lxw_col_t count = 0;
	struct workbook w;
	lxw_worksheet *sheet;
	enum status st = workbook_fits(r->count, e);

	for (size_t i = 0; i < COLUMNS; i++)
		if (!publicly || columns[i].published) {
			shown[count] = &columns[i];
			heads[count++] = columns[i].id;
		}
	if (st == ST_OK)
		st = workbook_begin(&w, s, e);
	if (st != ST_OK)
		return st;
	sheet = w.x.workbook_add_worksheet(w.book, "roster");
	workbook_heads(&w, sheet, 0, heads);
	w.x.worksheet_set_column(sheet, 0, (lxw_col_t)(count - 1), ROSTER_WIDTH, NULL);
	for (size_t row = 0; row < r->count; row++)
		for (lxw_col_t i = 0; i < count; i++)
			if (shown[i]->text != NULL)
				workbook_text(&w, sheet, (lxw_row_t)row + 1, i,
				    shown[i]->text(&r->rows[row]));
			else
				workbook_day(&w, sheet, (lxw_row_t)row + 1, i,
				    shown[i]->date(&r->rows[row]));
	workbook_print_set_up(&w, sheet, (lxw_row_t)r->count, count);
	return workbook_finish(&w, f, e);
}
