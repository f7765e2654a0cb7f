/* SPDX-License-Identifier: MIT
 * search.c - words looked up in the dictionary, and followed to what refers to their records.
 */
#include "db/record/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/compare.h"
#include "db/record/key.h"
#include "db/record/records.h"
#include "db/record/words.h"

static void
put_field(struct buf *b, const struct record *r, const struct field *f)
{
	const char *const *words = f->shown != NULL ? f->shown : f->words;
	uint8_t choice;

	if (field_is_text(f)) {
		compare_put_sought(b, slice_of(record_text(r, f)));
	} else if (f->type == FIELD_CHOICE) {
		choice = record_choice(r, f);
		compare_put_sought(b, slice_of(choice > 0 ? words[choice - 1] : ""));
	}
}

void
search_put_text(struct buf *b, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);
	uint64_t named = 0; /* bit per field */

	for (const char *const *id = e->names; *id != NULL; id++) {
		const struct field *f = field_find(r->kind, *id);

		put_field(b, r, f);
		named |= UINT64_C(1) << (f - e->fields);
	}
	buf_putc(b, WORDS_NAMES_END);
	for (size_t i = 0; i < e->count; i++)
		if ((named >> i & 1) == 0)
			put_field(b, r, &e->fields[i]);
	for (const struct own_value *own = r->own; own != NULL; own = own->next)
		compare_put_sought(b, slice_of(own->text));
}

/* A record looked into for words: its own text, and the names of those it refers to. */
struct looking {
	struct txn *t;
	struct record *records[KIND_COUNT];
	struct buf text;
};

static void
looking_free(struct looking *l)
{
	for (int k = 0; k < KIND_COUNT; k++)
		record_free(l->records[k]);
	buf_free(&l->text);
}

static struct record *
look_at(struct looking *l, enum kind kind, uint64_t id)
{
	if (l->records[kind] == NULL)
		l->records[kind] = record_new(kind);
	return records_get(l->t, id, l->records[kind]) ? l->records[kind] : NULL;
}

static bool
text_holds(struct looking *l, const struct record *r, struct slice word, bool names_only)
{
	size_t len;

	buf_clear(&l->text);
	search_put_text(&l->text, r);
	len = names_only
	    ? (size_t)((char *)memchr(l->text.data, WORDS_NAMES_END, l->text.len) - l->text.data)
	    : l->text.len;
	return memmem(l->text.data, len, word.data, word.len) != NULL;
}

static bool
record_holds(struct looking *l, enum kind kind, uint64_t id, struct slice word)
{
	const struct entity *e = entity_of(kind);
	struct record *r = look_at(l, kind, id), *target;
	uint64_t ids[KEYS_MAX];
	enum kind kinds[KEYS_MAX];
	bool holds = r != NULL && text_holds(l, r, word, false);
	size_t refs = 0;

	/* all before the first is looked at: one of the same kind takes the record's place */
	for (size_t i = 0; r != NULL && !holds && i < e->count; i++)
		if (e->fields[i].type == FIELD_REF && record_ref(r, &e->fields[i]) != 0) {
			kinds[refs] = e->fields[i].target;
			ids[refs++] = record_ref(r, &e->fields[i]);
		}
	for (size_t i = 0; i < refs && !holds; i++)
		holds = (target = look_at(l, kinds[i], ids[i])) != NULL &&
		    text_holds(l, target, word, true);
	return holds;
}

/* Keep what holds the word, as its records say. */
static void
keep_holding(struct txn *t, enum kind kind, struct slice word, struct idset *set)
{
	struct looking l = {.t = t};
	uint64_t id = 0;

	for (; idset_next(set, &id); id++)
		if (!record_holds(&l, kind, id, word))
			idset_toggle(set, id);
	looking_free(&l);
}

/* A word with blanks in it was typed with marks, and is looked for as it stands: each of its pieces
 * is found in the dictionary, and whether they follow each other is seen in the records. */
static void
find_pieces(struct txn *t, enum kind kind, struct slice word, bool names_only, struct idset *out)
{
	const char *start = word.data, *end = start + word.len, *blank;
	struct looking l = {.t = t};
	struct idset found = {0};
	struct record *r;
	uint64_t id = 0;

	for (bool first = true; start < end - 1; first = false, start = blank) {
		struct idset piece = {0};

		blank = memchr(start + 1, COMPARE_BLANK, (size_t)(end - start) - 1);
		blank = blank != NULL ? blank : end - 1;
		words_find(
		    t, kind, slice_make(start, (size_t)(blank - start) + 1), names_only, &piece);
		if (first) {
			found = piece;
			continue;
		}
		idset_intersect(&found, &piece);
		idset_free(&piece);
	}
	for (; idset_next(&found, &id); id++)
		if ((r = look_at(&l, kind, id)) != NULL && text_holds(&l, r, word, names_only))
			idset_add(out, id);
	idset_free(&found);
	looking_free(&l);
}

static void
find_in_texts(struct txn *t, enum kind kind, struct slice word, bool names_only, struct idset *out)
{
	if (memchr((const char *)word.data + 1, COMPARE_BLANK, word.len - 1) != NULL)
		find_pieces(t, kind, word, names_only, out);
	else
		words_find(t, kind, word, names_only, out);
}

/* Records of the kind whose field refers to one of the targets. */
static void
find_referring(struct txn *t, enum kind kind, const struct field *ref, const struct idset *targets,
    struct idset *out)
{
	struct cursor *c = cursor_open(t, TABLE_INDEX);
	uint64_t wanted = 1, target;
	struct buf prefix = {0}, start = {0};
	bool more;

	key_put_index(&prefix, kind, KEY_REF + ref->number);
	more = idset_next(targets, &wanted);
	key_put_ref(&start, kind, ref, wanted);
	more = more && cursor_seek(c, buf_slice(&start));
	while (more && slice_starts(cursor_key(c), buf_slice(&prefix))) {
		target = key_target(cursor_key(c));
		if (idset_has(targets, target)) {
			idset_add(out, key_id(cursor_key(c)));
			more = cursor_next(c);
			continue;
		}
		wanted = target;
		more = idset_next(targets, &wanted);
		buf_clear(&start);
		key_put_ref(&start, kind, ref, wanted);
		more = more && cursor_seek(c, buf_slice(&start));
	}
	buf_free(&prefix);
	buf_free(&start);
	cursor_close(c);
}

/* Everything one word finds. When the texts have given every record, no reference can add one. */
static void
find_word(struct txn *t, enum kind kind, struct slice word, struct idset *out)
{
	const struct entity *e = entity_of(kind);
	struct idset named[KIND_COUNT] = {0};
	bool known[KIND_COUNT] = {0};

	find_in_texts(t, kind, word, false, out);
	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->type != FIELD_REF || out->count == txn_count(t, table_of(kind)))
			continue;
		if (!known[f->target])
			find_in_texts(t, f->target, word, true, &named[f->target]);
		known[f->target] = true;
		if (named[f->target].count > 0)
			find_referring(t, kind, f, &named[f->target], out);
	}
	for (int k = 0; k < KIND_COUNT; k++)
		idset_free(&named[k]);
}

/* Words that find the fewest come first: long ones, and last those with figures in them. */
enum { FIGURE_FIRST = 0x23, FIGURE_LAST = 0x2C };

static bool
has_figure(struct slice word)
{
	const unsigned char *letters = word.data;

	for (size_t i = 0; i < word.len; i++)
		if (letters[i] >= FIGURE_FIRST && letters[i] <= FIGURE_LAST)
			return true;
	return false;
}

static size_t
worth(struct slice word)
{
	return has_figure(word) ? word.len : word.len << 16;
}

static int
worth_more(const void *a, const void *b)
{
	size_t wa = worth(*(const struct slice *)a), wb = worth(*(const struct slice *)b);

	return (wa < wb) - (wa > wb);
}

/* Are the records found so far few enough to be looked into, rather than find the next word in all
 * others? One costs as much as the words of a thousand; and what a figure or three stand in is
 * mostly codes, each of one record. */
static bool
is_worth_looking(const struct idset *found, size_t all, struct slice word)
{
	return found->count <= all / (has_figure(word) && word.len < 4 ? 64 : 1024);
}

bool
search_words(struct txn *t, enum kind kind, struct slice query, struct idset *out)
{
	struct buf form = {0};
	struct slice rest, word, *words = NULL;
	size_t count = 0, room = 0;

	*out = (struct idset){0};
	compare_put_query(&form, query);
	for (rest = buf_slice(&form); compare_next_word(&rest, &word);) {
		ARRAY_ROOM(words, count, room);
		words[count++] = word;
	}
	if (count > 1)
		qsort(words, count, sizeof(*words), worth_more);
	if (count > 0)
		find_word(t, kind, words[0], out);
	for (size_t i = 1; i < count && out->count > 0; i++) {
		struct idset found = {0};

		if (is_worth_looking(out, txn_count(t, table_of(kind)), words[i])) {
			keep_holding(t, kind, words[i], out);
			continue;
		}
		find_word(t, kind, words[i], &found);
		idset_intersect(out, &found);
		idset_free(&found);
	}
	buf_free(&form);
	free(words);
	return count > 0;
}
