/* SPDX-License-Identifier: MIT
 * workbook.c - the library of workbooks, loaded when it is wanted; cells by their types.
 */
#include "exchange/workbook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/library.h"
#include "base/reason.h"
#include "model/entity.h"

#define LIBRARY "libxlsxwriter.so." LXW_SOVERSION /* the one whose headers were compiled */

static enum status
xlsx_load(struct xlsx *x, struct error *e)
{
#define PLACE(name) LIBRARY_PLACE(struct xlsx, name),
	static const struct library_function functions[] = {XLSX_FUNCTIONS(PLACE)};

	if (library_load(LIBRARY, functions, sizeof(functions) / sizeof(functions[0]), x))
		return ST_OK;
	return error_set(e, ST_SYSTEM,
	    "книгу Excel не записать: нет библиотеки " LIBRARY
	    "; её даёт пакет libxlsxwriter" LXW_SOVERSION
	    ", его ставит администратор сервера. Без неё таблицу даёт --format csv");
}

static lxw_format *
format_new(struct workbook *w, const char *number)
{
	lxw_format *f = w->x.workbook_add_format(w->book);

	if (number != NULL)
		w->x.format_set_num_format(f, number);
	return f;
}

/* The same data make the same file on the same day of a stopped clock. */
static void
set_properties(struct workbook *w)
{
	lxw_doc_properties properties = {.created = (time_t)clock_now()};

	w->x.workbook_set_properties(w->book, &properties);
}

enum status
workbook_begin(struct workbook *w, struct session *s, struct error *e)
{
	*w = (struct workbook){.session = s, .fd = -1};
	if (xlsx_load(&w->x, e) != ST_OK)
		return e->status;
	/* in memory, under a name the library can open: a file on the disk would be left by who is
	 * killed */
	w->fd = memfd_create("book", MFD_CLOEXEC);
	snprintf(w->path, sizeof(w->path), "/proc/self/fd/%d", w->fd);
	w->book = w->fd >= 0 ? w->x.workbook_new(w->path) : NULL;
	if (w->book == NULL) {
		error_set(e, ST_SYSTEM, "книгу в памяти не создать: %s", reason_of(errno).text);
		if (w->fd >= 0)
			close(w->fd);
		return ST_SYSTEM;
	}
	set_properties(w);
	w->head = format_new(w, NULL);
	w->x.format_set_bold(w->head);
	w->x.format_set_text_wrap(w->head);
	w->x.format_set_align(w->head, LXW_ALIGN_VERTICAL_TOP);
	w->text = format_new(w, NULL);
	w->x.format_set_text_wrap(w->text);
	w->x.format_set_align(w->text, LXW_ALIGN_VERTICAL_TOP);
	w->note = format_new(w, NULL);
	w->x.format_set_italic(w->note);
	w->percent = format_new(w, "0.0%");
	w->number = format_new(w, "0.0");
	w->count = format_new(w, "0");
	w->day = format_new(w, "dd.mm.yyyy");
	return ST_OK;
}

enum status
workbook_finish(struct workbook *w, FILE *f, struct error *e)
{
	lxw_error failed = w->x.workbook_close(w->book);
	struct buf bytes = {0};
	enum status st = ST_OK;
	FILE *made;

	if (failed != LXW_NO_ERROR)
		st = error_set(e, ST_SYSTEM, "книга не записалась: %s", reason_of(errno).text);
	made = st == ST_OK ? fopen(w->path, "rb") : NULL;
	if (st == ST_OK && (made == NULL || !buf_read_file(&bytes, made)))
		st = error_set(e, ST_SYSTEM, "книга не читается: %s", reason_of(errno).text);
	if (made != NULL)
		fclose(made);
	close(w->fd);
	if (st == ST_OK && fwrite(bytes.data, 1, bytes.len, f) != bytes.len)
		st = error_set(e, ST_REFUSED, "книга не записалась: %s", reason_of(errno).text);
	buf_free(&bytes);
	return st;
}

void
workbook_heads(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, const char *const *heads)
{
	for (lxw_col_t col = 0; heads[col] != NULL; col++)
		w->x.worksheet_write_string(sheet, row, col, heads[col], w->head);
	w->x.worksheet_freeze_panes(sheet, row + 1, 1);
}

void
workbook_text(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *text)
{
	if (*text != '\0')
		w->x.worksheet_write_string(sheet, row, col, text, NULL);
}

void
workbook_day(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, int32_t day)
{
	int y, m, d;
	lxw_datetime when;

	if (day == DATE_NONE)
		return;
	date_parts(day, &y, &m, &d);
	if (y < 1900) { /* the spreadsheet's calendar begins there */
		struct buf text = {0};

		date_put_iso(&text, day);
		workbook_text(w, sheet, row, col, buf_text(&text));
		buf_free(&text);
		return;
	}
	when = (lxw_datetime){.year = y, .month = m, .day = d};
	w->x.worksheet_write_datetime(sheet, row, col, &when, w->day);
}

void
workbook_number(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, int64_t number)
{
	if (number != NUMBER_NONE)
		w->x.worksheet_write_number(sheet, row, col, (double)number, w->count);
}

enum status
workbook_fits(size_t rows, struct error *e)
{
	if (rows < WORKBOOK_ROWS)
		return ST_OK;
	return error_set(e, ST_REFUSED,
	    "на лист таблицы столько строк не помещается (не больше %d); возьмите --format csv",
	    WORKBOOK_ROWS);
}

void
workbook_print_set_up(
    const struct workbook *w, lxw_worksheet *sheet, lxw_row_t last, lxw_col_t columns)
{
	w->x.worksheet_repeat_rows(sheet, 0, 0);
	w->x.worksheet_set_landscape(sheet);
	w->x.worksheet_fit_to_pages(sheet, 1, 0);
	if (last > 0 && columns > 0)
		w->x.worksheet_autofilter(sheet, 0, 0, last, (lxw_col_t)(columns - 1));
}
