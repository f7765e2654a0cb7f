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
#include "db/record/columns.h"
#include "db/record/search.h"
#include "service/list/former.h"
#include "service/list/telephones.h"

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

/* Days. */

struct day {
	int day, month, year; /* year 0: any */
};

/* "12.05", "12.05.", "12.5.1980", and nothing behind it */
static bool
read_day(struct slice word, struct day *out)
{
	char text[16], rest;
	int end = 0;

	if (word.len >= sizeof(text))
		return false;
	memcpy(text, word.data, word.len);
	text[word.len] = '\0';
	*out = (struct day){.year = 0};
	if (sscanf(text, "%2d.%2d%n", &out->day, &out->month, &end) != 2 || out->day < 1 ||
	    out->day > 31 || out->month < 1 || out->month > 12)
		return false;
	if (text[end] == '\0' || strcmp(text + end, ".") == 0)
		return true;
	return sscanf(text + end, ".%4d%c", &out->year, &rest) == 1 && out->year > 999;
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

enum { WORDS_MOST = 8 };

struct formerly {
	struct sought *sought;
	const struct view *view;
	struct idset *found;
	size_t count;
	struct slice typed[WORDS_MOST]; /* as they were typed */
	struct slice words[WORDS_MOST]; /* as compare_put_query() makes them */
	struct idset hits[WORDS_MOST];  /* among records as they are, once they were asked for */
	bool known[WORDS_MOST];
};

/* Is the word found in the record as it is? The search is made for a former surname that has
 * another of the words: most have none. */
static bool
has_now(struct formerly *x, size_t word, uint64_t id)
{
	if (!x->known[word])
		search_words(x->view->txn, KIND_PEOPLE, x->typed[word], &x->hits[word]);
	x->known[word] = true;
	return idset_has(&x->hits[word], id);
}

/* Every word is found in the former surname or in the record as it is, one at least in the former
 * one. */
static bool
is_meant(struct formerly *x, uint64_t id, const char *surname)
{
	bool here[WORDS_MOST] = {false}, any = false, all = true;
	struct buf form = {0};

	compare_put_sought(&form, slice_of(surname));
	for (size_t i = 0; i < x->count; i++) {
		here[i] = memmem(form.data, form.len, x->words[i].data, x->words[i].len) != NULL;
		any = any || here[i];
	}
	buf_free(&form);
	for (size_t i = 0; any && all && i < x->count; i++)
		all = here[i] || has_now(x, i, id);
	return any && all;
}

static void
compare_former(void *context, uint64_t id, const char *surname)
{
	struct formerly *x = context;
	struct sought *s = x->sought;

	if (idset_has(x->found, id) || !is_meant(x, id, surname))
		return;
	ARRAY_ROOM(s->former, s->count, s->room);
	s->former[s->count++] = (struct sought_former){.id = id, .surname = xstrdup(surname)};
}

static void
add_former(struct sought *s, const struct view *v, const char *typed, struct idset *found)
{
	struct formerly x = {.sought = s, .view = v, .found = found};
	struct slice typed_rest = slice_of(typed), rest;
	struct buf query = {0};

	compare_put_query(&query, slice_of(typed));
	rest = buf_slice(&query);
	while (x.count < WORDS_MOST && next_word(&typed_rest, &x.typed[x.count]) &&
	    compare_next_word(&rest, &x.words[x.count]))
		x.count++;
	if (x.count > 0 && rest.len == 0)
		former_each(v, compare_former, &x);
	for (size_t i = 0; i < s->count; i++)
		idset_add(found, s->former[i].id);
	for (size_t i = 0; i < x.count; i++)
		idset_free(&x.hits[i]);
	buf_free(&query);
}

void
sought_add(
    struct sought *s, const struct view *v, enum kind kind, const char *typed, struct idset *found)
{
	telephones_find(v, kind, typed, found);
	add_days(v, kind, typed, found);
	if (kind == KIND_PEOPLE)
		add_former(s, v, typed, found);
}
