/* SPDX-License-Identifier: MIT
 * import_json.c - an array of objects as a source of rows, one object in memory at a time.
 */
#include "exchange/import_rows.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "exchange/table/encoding.h"

struct json_rows {
	struct import_rows rows;
	struct import_source *source;
	const struct profile *profile;
	struct import_faults *faults;
	size_t at;      /* bytes consumed */
	size_t element; /* number of the element read last, from 1 */
	json_t *value;  /* that element */
	struct import_columns columns;
	struct buf names, seen; /* of this object, and of the one the columns were read from */
	bool columns_good;
	struct slice *cells;
	size_t room;
	struct arena arena; /* cells that are not strings of the file */
};

enum step { STEP_ELEMENT, STEP_END, STEP_BROKEN };

static char
skip_blanks(struct json_rows *j)
{
	const struct buf *b = &j->source->bytes;

	while (j->at < b->len && memchr(" \t\r\n", b->data[j->at], 4) != NULL)
		j->at++;
	return j->at < b->len ? b->data[j->at] : '\0';
}

static enum step
broken(const struct json_rows *j, struct table_fault *fault, size_t lines, const char *why)
{
	table_fault_set(fault, encoding_line_of(&j->source->bytes, j->at) + lines, "%s", why);
	return STEP_BROKEN;
}

/* Step to where the next element begins: over the bracket, or the comma behind the one before. */
static enum step
step_to_element(struct json_rows *j, struct table_fault *fault)
{
	bool first = j->at == 0;
	char c = skip_blanks(j);

	if (first ? c != '[' : c != ',' && c != ']')
		return broken(j, fault, 0,
		    first ? "файл должен быть массивом объектов: [{…}, {…}]"
			  : "между элементами массива нужна запятая, в конце — ]");
	j->at++;
	if (c != ']' && (!first || skip_blanks(j) != ']'))
		return STEP_ELEMENT;
	j->at += c != ']';
	skip_blanks(j);
	if (j->at < j->source->bytes.len)
		return broken(j, fault, 0, "после конца массива стоит что-то ещё");
	return STEP_END;
}

/* Read the next element into j->value. On STEP_BROKEN the fault says where and why. */
static enum step
read_element(struct json_rows *j, struct table_fault *fault)
{
	const size_t flags =
	    JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
	const struct buf *b = &j->source->bytes;
	enum step step = step_to_element(j, fault);
	json_error_t error;

	json_decref(j->value);
	j->value = NULL;
	if (step != STEP_ELEMENT)
		return step;
	j->value = json_loadb(b->data + j->at, b->len - j->at, flags, &error);
	if (j->value == NULL)
		return broken(j, fault, (size_t)error.line - 1,
		    json_error_code(&error) == json_error_duplicate_key
			? "одно и то же поле названо в объекте дважды"
			: "здесь нарушены правила записи JSON");
	j->at += (size_t)error.position;
	j->element++;
	return STEP_ELEMENT;
}

/* The columns of j->value; the same names in the same order as before are not read again. */
static bool
read_columns(struct json_rows *j, struct import_place place)
{
	size_t count = json_object_size(j->value), n = 0;

	buf_clear(&j->names);
	for (void *i = json_object_iter(j->value); i != NULL;
	     i = json_object_iter_next(j->value, i))
		buf_put(&j->names, json_object_iter_key(i), strlen(json_object_iter_key(i)) + 1);
	if (j->columns_good && slice_equal(buf_slice(&j->names), buf_slice(&j->seen)))
		return true;
	if (count > j->room) {
		j->cells = xrealloc(j->cells, count * sizeof(*j->cells));
		j->room = count;
	}
	for (void *i = json_object_iter(j->value); i != NULL;
	     i = json_object_iter_next(j->value, i))
		j->cells[n++] = slice_of(json_object_iter_key(i));
	j->columns_good =
	    import_columns_read(&j->columns, j->profile, place, j->cells, count, j->faults);
	buf_clear(&j->seen);
	buf_put_slice(&j->seen, buf_slice(&j->names));
	return j->columns_good;
}

static struct slice
keep(struct json_rows *j, struct buf *text)
{
	struct slice kept =
	    slice_make(arena_strndup(&j->arena, buf_text(text), text->len), text->len);

	buf_free(text);
	return kept;
}

/* Items joined as a cell holds them; NULL, or what is wrong. */
static const char *
cell_of_array(struct json_rows *j, const struct field *f, const json_t *array, struct slice *out)
{
	struct buf text = {0};

	if (!field_is_list(f))
		return "нужно одно значение, а не массив";
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		const char *s = json_string_value(item);
		size_t len = json_string_length(item);

		if (s == NULL || memchr(s, ',', len) != NULL || memchr(s, ';', len) != NULL) {
			buf_free(&text);
			return s == NULL
			    ? "в массиве нужны только строки"
			    : "внутри строки массива не может быть ни запятой, ни точки с запятой";
		}
		buf_puts(&text, i > 0 ? "," : "");
		buf_put(&text, s, len);
	}
	*out = keep(j, &text);
	return NULL;
}

static struct slice
cell_of_number(struct json_rows *j, const json_t *value)
{
	struct buf text = {0};

	if (json_is_integer(value))
		buf_printf(&text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else
		buf_printf(&text, "%.17g", json_real_value(value));
	return keep(j, &text);
}

static const char *
cell_of(struct json_rows *j, const struct field *f, const json_t *value, struct slice *out)
{
	*out = slice_of("");
	switch (json_typeof(value)) {
	case JSON_NULL:
		return NULL;
	case JSON_STRING:
		*out = slice_make(json_string_value(value), json_string_length(value));
		return NULL;
	case JSON_ARRAY:
		return cell_of_array(j, f, value, out);
	case JSON_OBJECT:
		return "нужно одно значение, а не объект";
	case JSON_TRUE:
	case JSON_FALSE:
		*out = slice_of(json_is_true(value) ? "true" : "false");
		return NULL;
	default:
		*out = cell_of_number(j, value);
		return NULL;
	}
}

static bool
read_cells(struct json_rows *j, struct import_place place)
{
	const struct import_columns *c = &j->columns;
	size_t n = 0, at = 0, before = j->faults->count;

	arena_clear(&j->arena);
	for (void *i = json_object_iter(j->value); i != NULL;
	     i = json_object_iter_next(j->value, i)) {
		const char *fault;

		if (n == c->count || c->cells[n].place != at++)
			continue; /* passed over */
		fault = cell_of(j, c->fields[n], json_object_iter_value(i), &j->cells[n]);
		if (fault != NULL)
			import_columns_fault(c, j->profile, place, c->fields[n], fault, j->faults);
		n++;
	}
	return j->faults->count == before;
}

static enum import_found
json_next(struct import_rows *rows, struct import_row *out)
{
	struct json_rows *j = (struct json_rows *)rows;
	struct table_fault fault;

	if (read_element(j, &fault) != STEP_ELEMENT)
		return IMPORT_END; /* a broken file was not opened */
	out->place = (struct import_place){.source = j->source, .at = j->element};
	if (!json_is_object(j->value)) {
		import_faults_add(j->faults, out->place, NULL, NULL, "нужен объект: {\"code\": …}");
		return IMPORT_BAD_ROW;
	}
	if (!read_columns(j, out->place) || !read_cells(j, out->place))
		return IMPORT_BAD_ROW;
	out->columns = &j->columns;
	out->cells = j->cells;
	out->count = j->columns.count;
	return IMPORT_ROW;
}

static size_t
json_position(const struct import_rows *rows)
{
	return ((const struct json_rows *)rows)->at;
}

static void
json_close(struct import_rows *rows)
{
	struct json_rows *j = (struct json_rows *)rows;

	json_decref(j->value);
	import_columns_free(&j->columns);
	buf_free(&j->names);
	buf_free(&j->seen);
	free(j->cells);
	arena_free(&j->arena);
	free(j);
}

static const struct import_rows_ops json_ops = {
    .next = json_next, .position = json_position, .close = json_close};

/* Read the file to its end and start again. */
static bool
check_whole(struct json_rows *j, struct table_fault *fault)
{
	enum step step;

	do {
		step = read_element(j, fault);
	} while (step == STEP_ELEMENT);
	j->at = j->element = 0;
	return step == STEP_END;
}

/* Lines, not elements, are what an editor shows of a broken file. */
static void
tell_broken(struct json_rows *j, const struct table_fault *fault)
{
	struct buf text = {0};

	buf_printf(&text, "строка %zu: %s", fault->line, fault->text);
	import_faults_add(
	    j->faults, (struct import_place){.source = j->source}, NULL, NULL, buf_text(&text));
	buf_free(&text);
}

struct import_rows *
import_json_open(
    struct import_source *source, const struct profile *profile, struct import_faults *faults)
{
	struct table_fault fault;
	struct json_rows *j = xcalloc(1, sizeof(*j));

	*j = (struct json_rows){
	    .rows = {.ops = &json_ops}, .source = source, .profile = profile, .faults = faults};
	if (encoding_settle(&source->bytes, &fault) == ST_OK && check_whole(j, &fault))
		return &j->rows;
	tell_broken(j, &fault);
	json_close(&j->rows);
	return NULL;
}
