/* SPDX-License-Identifier: MIT
 * sought.c - what a search finds besides words.
 */
#include "service/list/sought.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "base/date.h"
#include "base/utf8.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/search.h"
#include "service/list/former.h"
#include "service/list/images.h"

/* Fewer digits are found in too many telephones. */
enum { DIGITS_LEAST = 5 };

void
sought_free(struct sought *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->former[i].surname);
	free(s->former);
	*s = (struct sought){.count = 0};
}

static void
unite(struct idset *to, const struct idset *from)
{
	for (uint64_t id = 0; idset_next(from, &id); id++)
		idset_add(to, id);
}

/* Take the next word off what was typed; false at the end. */
static bool
next_word(struct slice *typed, struct slice *word)
{
	struct slice rest = utf8_trim(*typed);
	const char *p = rest.data, *blank;

	if (rest.len == 0)
		return false;
	blank = memchr(p, ' ', rest.len);
	*word = slice_make(p, blank != NULL ? (size_t)(blank - p) : rest.len);
	*typed = slice_make(p + word->len, rest.len - word->len);
	return true;
}

/* Telephones. */

struct telephones {
	const struct field *field;
	const char *digits;
	struct idset *found;
};

static void
put_digits(struct buf *out, struct slice text)
{
	const char *p = text.data;

	for (size_t i = 0; i < text.len; i++)
		if (p[i] >= '0' && p[i] <= '9')
			buf_putc(out, p[i]);
}

/* Nothing but digits and what is written between them. */
static bool
is_telephone(const char *typed)
{
	size_t digits = 0;

	for (const char *p = typed; *p != '\0'; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (strchr(" +-()", *p) == NULL)
			return false;
	}
	return digits >= DIGITS_LEAST;
}

static void
compare_telephone(void *context, uint64_t id, struct slice image)
{
	struct telephones *x = context;
	struct slice text;
	struct buf digits = {0};

	if (codec_find_text(image, x->field->number, &text)) {
		put_digits(&digits, text);
		if (strstr(buf_text(&digits), x->digits) != NULL)
			idset_add(x->found, id);
	}
	buf_free(&digits);
}

/* 8 900 and +7 900 are the same number. */
static void
add_telephones(const struct view *v, enum kind kind, const char *typed, struct idset *found)
{
	struct telephones x = {.field = field_find(kind, "phone"), .found = found};
	struct buf digits = {0};
	struct view own = *v;

	if (x.field == NULL || !is_telephone(typed))
		return;
	put_digits(&digits, slice_of(typed));
	x.digits = buf_text(&digits);
	if (digits.len == 11 && (x.digits[0] == '7' || x.digits[0] == '8'))
		x.digits++;
	images_read(&own, kind, NULL, compare_telephone, &x, NULL, NULL);
	buf_free(&digits);
}

/* Days. */

struct day {
	int day, month, year; /* year 0: any */
};

/* "12.05", "12.5.1980" */
static bool
read_day(struct slice word, struct day *out)
{
	char text[16], rest;
	int n;

	if (word.len >= sizeof(text))
		return false;
	memcpy(text, word.data, word.len);
	text[word.len] = '\0';
	*out = (struct day){.year = 0};
	n = sscanf(text, "%2d.%2d.%4d%c", &out->day, &out->month, &out->year, &rest);
	if (n == 2 && word.len > 5)
		n = text[word.len - 1] == '.' ? 2 : 0;
	return (n == 2 || (n == 3 && out->year > 999)) && out->day >= 1 && out->day <= 31 &&
	    out->month >= 1 && out->month <= 12;
}

/* The first word that is a day, taken out of the words. */
static bool
take_day(const char *typed, struct buf *words, struct day *day)
{
	struct slice rest = slice_of(typed), word;
	bool taken = false;

	while (next_word(&rest, &word)) {
		if (!taken && read_day(word, day)) {
			taken = true;
		} else {
			buf_put_slice(words, word);
			buf_putc(words, ' ');
		}
	}
	return taken;
}

static const struct field *
first_date(enum kind kind)
{
	const struct entity *entity = entity_of(kind);

	for (size_t i = 0; i < entity->count; i++)
		if (entity->fields[i].type == FIELD_DATE)
			return &entity->fields[i];
	return NULL;
}

static bool
is_on(int32_t date, const struct day *wanted)
{
	int32_t that;

	if (date == DATE_NONE)
		return false;
	that = date_make(
	    wanted->year != 0 ? wanted->year : date_year(date), wanted->month, wanted->day);
	return that == date;
}

static void
find_days(struct txn *t, enum kind kind, const struct day *day, struct idset *out)
{
	const struct field *f = first_date(kind);
	struct columns_scan *scan = columns_scan_open(t, kind);
	int32_t dates[COLUMNS_BLOCK];
	struct columns block;

	while (columns_scan_next(scan, &block)) {
		columns_get32(&block, f, DATE_NONE, dates);
		for (unsigned i = 0; i < COLUMNS_BLOCK; i++)
			if (columns_has(&block, i) && is_on(dates[i], day))
				idset_add(out, block.first + i);
	}
	columns_scan_close(scan);
}

static void
add_days(const struct view *v, enum kind kind, const char *typed, struct idset *found)
{
	struct idset named = {0}, on_day = {0};
	struct buf words = {0};
	struct day day;

	if (first_date(kind) != NULL && take_day(typed, &words, &day)) {
		find_days(v->txn, kind, &day, &on_day);
		if (search_words(v->txn, kind, buf_slice(&words), &named))
			idset_intersect(&on_day, &named);
		unite(found, &on_day);
	}
	buf_free(&words);
	idset_free(&named);
	idset_free(&on_day);
}

/* Former surnames. */

struct formerly {
	struct sought *sought;
	struct slice query; /* as compare_put_query() makes it */
	const struct idset *found;
	struct idset *hits; /* of each of its words, among records as they are */
	size_t nwords;
};

/* Every word is found in the former surname or in the record as it is, one at least in the former
 * one. */
static void
compare_former(void *context, uint64_t id, const char *surname)
{
	struct formerly *x = context;
	struct slice rest = x->query, word;
	struct buf form = {0};
	bool all = true, any = false;

	if (idset_has(x->found, id))
		return;
	compare_put_sought(&form, slice_of(surname));
	for (size_t i = 0; all && compare_next_word(&rest, &word); i++) {
		bool here = memmem(form.data, form.len, word.data, word.len) != NULL;

		any = any || here;
		all = here || idset_has(&x->hits[i], id);
	}
	if (all && any) {
		ARRAY_ROOM(x->sought->former, x->sought->count, x->sought->room);
		x->sought->former[x->sought->count++] =
		    (struct sought_former){.id = id, .surname = xstrdup(surname)};
	}
	buf_free(&form);
}

enum { WORDS_MOST = 8 };

static void
add_former(struct sought *s, const struct view *v, const char *typed, struct idset *found)
{
	struct buf query = {0};
	struct slice rest, typed_rest = slice_of(typed), as_typed, word;
	struct idset hits[WORDS_MOST] = {{0}};
	struct formerly x = {.sought = s, .found = found, .hits = hits};

	compare_put_query(&query, slice_of(typed));
	x.query = rest = buf_slice(&query);
	while (x.nwords < WORDS_MOST && next_word(&typed_rest, &as_typed) &&
	    compare_next_word(&rest, &word))
		search_words(v->txn, KIND_PEOPLE, as_typed, &hits[x.nwords++]);
	if (x.nwords > 0 && !compare_next_word(&rest, &word))
		former_each(v, compare_former, &x);
	for (size_t i = 0; i < s->count; i++)
		idset_add(found, s->former[i].id);
	for (size_t i = 0; i < x.nwords; i++)
		idset_free(&hits[i]);
	buf_free(&query);
}

void
sought_add(
    struct sought *s, const struct view *v, enum kind kind, const char *typed, struct idset *found)
{
	add_telephones(v, kind, typed, found);
	add_days(v, kind, typed, found);
	if (kind == KIND_PEOPLE)
		add_former(s, v, typed, found);
}
