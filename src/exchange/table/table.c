/* SPDX-License-Identifier: MIT
 * table.c - which reader a file has.
 */
#include "exchange/table/table_parts.h"

#include "exchange/book/book.h"
#include "exchange/table/encoding.h"

enum status
table_open(struct table_reader **out, struct buf *bytes, const struct table_header *header,
    struct table_fault *fault)
{
	*out = NULL;
	if (book_is(buf_slice(bytes)))
		return table_open_book(out, bytes, header, fault);
	if (header != NULL && header->sheet != NULL)
		return table_fault_set(
		    fault, 0, "листы есть только у книги Excel, а этот файл — текст");
	return table_open_text(out, bytes, header, fault);
}

bool
table_is_sheet(const struct table_reader *t)
{
	return t->sheet;
}

bool
table_next(struct table_reader *t, const struct slice **cells, size_t *count, size_t *line)
{
	return t->ops->next(t, cells, count, line);
}

void
table_rewind(struct table_reader *t)
{
	t->ops->rewind(t);
}

size_t
table_position(const struct table_reader *t)
{
	return t->ops->position(t);
}

void
table_close(struct table_reader *t)
{
	if (t != NULL)
		t->ops->close(t);
}

size_t
table_rows_above(const struct table_header *header)
{
	return header != NULL && header->line > 0 ? header->line : TABLE_ROWS_ABOVE;
}

bool
table_is_header(
    const struct table_header *header, const struct slice *cells, size_t count, size_t line)
{
	if (header == NULL)
		return true;
	if (header->line > 0)
		return line >= header->line;
	for (size_t i = 0; i < count; i++)
		if (cells[i].len > 0 && header->is_name(header->context, cells[i]))
			return true;
	return false;
}

enum status
table_refuse_width(size_t count, size_t line, struct table_fault *fault)
{
	return table_fault_set(fault, line,
	    "столбцов %zu, а можно не больше %d; проверьте, та ли это таблица", count,
	    MOST_COLUMNS);
}
