/* SPDX-License-Identifier: MIT
 * scope_words.c - parts of the town in words and back.
 */
#include "service/core/scope_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "db/record/records.h"
#include "service/core/code_order.h"
#include "service/core/naming.h"

enum { MOST_LISTED = 12 };

/* Types in the order of enum scope_type. */
static const struct {
	const char *word;
	enum kind kind;
	const char *many; /* "объединения", for sentences */
} types[] = {
    [SCOPE_CITY] = {.word = "city", .kind = KIND_COUNT},
    [SCOPE_ASSOCIATION] = {.word = "association", .kind = KIND_ASSOCIATIONS, .many = "объединения"},
    [SCOPE_ORGANISATION] = {.word = "organisation",
	.kind = KIND_ORGANISATIONS,
	.many = "организации"},
    [SCOPE_LEVEL] = {.word = "level", .kind = KIND_COUNT},
};

static const char *const *
level_words(void)
{
	return field_find(KIND_PEOPLE, "level")->words;
}

static enum status
find_level(struct slice word, struct scope *out, struct error *e)
{
	const char *const *words = level_words();
	struct buf list = {0};

	for (size_t i = 0; words[i] != NULL; i++) {
		if (fold_equal(slice_of(words[i]), word)) {
			*out = (struct scope){.type = SCOPE_LEVEL, .id = i + 1};
			buf_free(&list);
			return ST_OK;
		}
		buf_printf(&list, "%s«%s»", i > 0 ? ", " : "", words[i]);
	}
	error_set(e, ST_NOTFOUND, "уровня образования «%.*s» нет; есть %s", (int)word.len,
	    (const char *)word.data, buf_text(&list));
	buf_free(&list);
	return ST_NOTFOUND;
}

/* "A01, A02, A03 и ещё 9" */
static void
put_codes(struct txn *t, enum kind kind, struct buf *out)
{
	uint64_t *ids;
	size_t count = code_order(t, kind, NULL, &ids);

	for (size_t i = 0; i < count && i < MOST_LISTED; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		records_put_code(t, kind, ids[i], out);
	}
	if (count > MOST_LISTED)
		buf_printf(out, " и ещё %zu", count - MOST_LISTED);
	free(ids);
}

static enum status
find_part(const struct view *v, enum scope_type type, struct slice code, struct scope *out,
    struct error *e)
{
	uint64_t id = records_find(v->txn, types[type].kind, code);
	struct buf codes = {0};
	enum status st = view_status(v, e);

	if (st == ST_OK && id == 0)
		put_codes(v->txn, types[type].kind, &codes);
	*out = (struct scope){.type = type, .id = id};
	if (st == ST_OK && id == 0)
		st = error_set(e, ST_NOTFOUND, "%s с кодом «%.*s» нет; есть %s", types[type].many,
		    (int)code.len, (const char *)code.data,
		    codes.len > 0 ? buf_text(&codes) : "— ни одной записи");
	buf_free(&codes);
	return st;
}

/* The type a text begins with; -1: none. A city has nothing behind it, the others have. */
static int
type_of(const char *text)
{
	const char *colon = strchr(text, ':');
	size_t len = colon != NULL ? (size_t)(colon - text) : strlen(text);

	for (int type = 0; type < (int)(sizeof(types) / sizeof(types[0])); type++)
		if (fold_equal(slice_make(text, len), slice_of(types[type].word)) &&
		    (type == SCOPE_CITY) == (colon == NULL))
			return type;
	return -1;
}

bool
scope_is_named(const char *text)
{
	return type_of(text) >= 0;
}

enum status
scope_parse(const struct view *v, const char *text, struct scope *out, struct error *e)
{
	int type = type_of(text);
	const char *behind = strchr(text, ':');

	*out = (struct scope){.type = SCOPE_CITY};
	if (type < 0)
		return error_set(e, ST_NOTFOUND,
		    "«%s» — такой части города нет; бывает city, association:КОД, "
		    "organisation:КОД и level:УРОВЕНЬ (например, level:начальное)",
		    text);
	if (type == SCOPE_CITY)
		return ST_OK;
	if (type == SCOPE_LEVEL)
		return find_level(slice_of(behind + 1), out, e);
	return find_part(v, (enum scope_type)type, slice_of(behind + 1), out, e);
}

void
scope_put(const struct view *v, struct scope scope, struct buf *out)
{

	buf_puts(out, types[scope.type].word);
	if (scope.type == SCOPE_CITY)
		return;
	buf_putc(out, ':');
	if (scope.type == SCOPE_LEVEL) {
		buf_puts(out, level_words()[scope.id - 1]);
		return;
	}
	records_put_code(v->txn, types[scope.type].kind, scope.id, out);
}

void
scope_put_name(const struct view *v, struct scope scope, struct buf *out)
{
	if (scope.type == SCOPE_CITY)
		buf_puts(out, "весь город");
	else if (scope.type == SCOPE_LEVEL)
		buf_printf(out, "%s образование", level_words()[scope.id - 1]);
	else
		register_put_name(v, types[scope.type].kind, scope.id, out);
}
