/* SPDX-License-Identifier: MIT
 * verify.c - one snapshot of the database, checked against itself.
 *
 * First the pages (db/lmdb/pages.h), because LMDB must not be asked for anything in a broken tree.
 * Then each table once, in order, with lookups into the others; and from all images, current and
 * old, the sum of hashes that each operation's journal row promises. The sums of VERIFY_WINDOW
 * operations are held at a time: a longer journal takes another pass over the images.
 */
#include "db/admin/verify_parts.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "db/format.h"
#include "db/record/account.h"
#include "db/record/codec.h"
#include "db/record/columns.h"
#include "db/record/counter.h"
#include "db/record/draft.h"
#include "db/record/journal.h"
#include "db/record/key.h"
#include "db/lmdb/pages.h"
#include "db/record/search.h"
#include "db/record/words.h"

enum { BETWEEN_PROGRESS = 1 << 15, MOST_TOLD = 1000 };

void
verify_fault(struct check *c, const char *format, ...)
{
	char sentence[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof(sentence), format, args);
	va_end(args);
	c->out->faults_of[c->part]++;
	if (c->out->faults++ < MOST_TOLD)
		buf_put(&c->sentences, sentence, strlen(sentence) + 1);
}

/* Told when no transaction is open any more: whoever listens may write to a terminal. */
static void
tell_faults(struct check *c)
{
	const char *sentence = buf_text(&c->sentences), *end = sentence + c->sentences.len;
	char more[120];

	for (; c->told != NULL && sentence < end; sentence += strlen(sentence) + 1)
		c->told(c->context, sentence);
	if (c->told != NULL && c->out->faults > MOST_TOLD) {
		snprintf(more, sizeof(more), "И ещё столько ошибок: %llu.",
		    (unsigned long long)(c->out->faults - MOST_TOLD));
		c->told(c->context, more);
	}
	buf_free(&c->sentences);
}

/* "Люди, запись P0001 (№ 17)" into out, which is also returned. */
static const char *
name_record(struct buf *out, enum kind kind, uint64_t id, const struct record *r)
{
	const struct entity *e = entity_of(kind);

	buf_clear(out);
	buf_printf(out, "%s, запись ", e->many);
	if (r != NULL && e->fields[0].type == FIELD_CODE && !record_field_empty(r, &e->fields[0]))
		buf_printf(
		    out, "%s (№ %llu)", record_text(r, &e->fields[0]), (unsigned long long)id);
	else
		buf_printf(out, "№ %llu", (unsigned long long)id);
	return buf_text(out);
}

static void __attribute__((format(printf, 5, 6))) record_fault(
    struct check *c, enum kind kind, uint64_t id, const struct record *r, const char *format, ...)
{
	struct buf name = {0};
	char what[600];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	verify_fault(c, "%s: %s.", name_record(&name, kind, id, r), what);
	buf_free(&name);
}

/* One entry done; false when the caller's progress wants no more, or the store has given up. */
bool
verify_step(struct check *c)
{
	if (++c->done % BETWEEN_PROGRESS == 0 && c->progress != NULL &&
	    !c->progress(c->context, c->done < c->total ? c->done : c->total, c->total))
		c->stopped = true;
	return !c->stopped && txn_status(c->t) == ST_OK;
}

static bool
has_entry(struct check *c, enum table table, struct slice key)
{
	struct slice value;

	return txn_get(c->t, table, key, &value);
}

static bool
has_record(struct check *c, enum kind kind, uint64_t id)
{
	struct buf key = {0};
	bool found;

	key_put_id(&key, id);
	found = has_entry(c, table_of(kind), buf_slice(&key));
	buf_free(&key);
	return found;
}

void
verify_add_image(struct check *c, enum kind kind, uint64_t id, uint64_t stamp, struct slice image)
{
	if (stamp >= c->first && stamp < c->behind)
		journal_add_image(c->sums[stamp - c->first], kind, id, image);
}

static bool
stamp_is_known(const struct check *c, uint64_t stamp)
{
	return stamp >= 1 && stamp <= c->last;
}

static void
check_references(struct check *c, const struct record *r)
{
	const struct entity *e = entity_of(r->kind);

	for (size_t i = 0; i < e->count; i++) {
		const struct field *f = &e->fields[i];

		if (f->type != FIELD_REF || record_ref(r, f) == 0)
			continue;
		c->out->references++;
		if (!has_record(c, f->target, record_ref(r, f)))
			record_fault(c, r->kind, r->id, r,
			    "в поле «%s» стоит запись № %llu, которой нет (%s)", f->label,
			    (unsigned long long)record_ref(r, f), entity_of(f->target)->many);
	}
}

static const char *
index_name(unsigned char index)
{
	return index == KEY_UNIQUE ? "ключей" : index == KEY_ORDER ? "порядка" : "ссылок";
}

static void
check_keys(struct check *c, const struct record *r)
{
	struct key_span spans[KEYS_MAX];
	size_t count;

	buf_clear(&c->keys);
	count = key_put_all(&c->keys, r, spans);
	for (size_t i = 0; i < count; i++) {
		const char *key = c->keys.data + spans[i].at;

		if (has_entry(c, TABLE_INDEX, slice_make(key, spans[i].len)))
			c->out->indexes++;
		else
			record_fault(c, r->kind, r->id, r, "нет строки в указателе %s",
			    index_name((unsigned char)key[1]));
	}
}

/* The share of one word of one record in the sum of a kind. */
static uint64_t
word_share(bool names, struct slice word, uint64_t id)
{
	const unsigned char *letters = word.data;
	uint64_t share = (id * 2 + names + 1) * UINT64_C(0xD1342543DE82EF95);

	for (size_t i = 0; i < word.len; i++) {
		share = (share ^ letters[i]) * UINT64_C(0x9E3779B97F4A7C15);
		share ^= share >> 29;
	}
	return share;
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* A word counts once, however often it stands in the record. */
static void
add_words(struct check *c, const struct record *r)
{
	struct words_walk walk = {0};
	struct buf shares = {0};
	struct slice word;
	uint64_t *list;

	buf_clear(&c->text);
	search_put_text(&c->text, r);
	walk.text = buf_slice(&c->text);
	while (words_next(&walk, &word))
		buf_put(&shares, &(uint64_t){word_share(!walk.others, word, r->id)}, sizeof(*list));
	list = (uint64_t *)(void *)shares.data;
	if (shares.len > 0)
		qsort(list, shares.len / sizeof(*list), sizeof(*list), by_number);
	for (size_t i = 0; i < shares.len / sizeof(*list); i++)
		c->words[r->kind] += i == 0 || list[i] != list[i - 1] ? list[i] : 0;
	buf_free(&shares);
}

static void
check_record(struct check *c, enum kind kind, struct slice key, struct slice image)
{
	struct record *r = c->record;
	uint64_t id = key.len == KEY_ID ? be_read(key.data, KEY_ID) : 0;

	c->out->records++;
	if (id == 0) {
		verify_fault(c, "%s: запись с недопустимым номером.", entity_of(kind)->many);
		return;
	}
	if (id > c->highest[kind])
		c->highest[kind] = id;
	if (codec_is_tombstone(image) || codec_get(r, image) != ST_OK) {
		record_fault(c, kind, id, NULL, "не читается");
		return;
	}
	r->id = id;
	if (stamp_is_known(c, r->stamp))
		verify_add_image(c, kind, id, r->stamp, image);
	else
		record_fault(c, kind, id, r, "в журнале нет операции № %llu, которой она записана",
		    (unsigned long long)r->stamp);
	check_references(c, r);
	if (c->out->older)
		return;
	c->part = VERIFY_INDEX;
	check_keys(c, r);
	c->part = VERIFY_RECORDS;
	add_words(c, r);
}

static void
check_kind(struct check *c, enum kind kind)
{
	struct cursor *cursor = cursor_open(c->t, table_of(kind));

	c->record = record_new(kind);
	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor))
		check_record(c, kind, cursor_key(cursor), cursor_value(cursor));
	record_free(c->record);
	cursor_close(cursor);
}

struct taking {
	struct check *c;
	enum kind kind;
};

static void
take_word(void *context, bool names, struct slice word, uint64_t id)
{
	const struct taking *k = context;

	k->c->words[k->kind] -= word_share(names, word, id);
}

/* Does the dictionary have the words of all records, and none besides? Of each kind, what the words
 * of records add up to, less those of the dictionary, is nothing. Rows behind a malformed one are
 * not counted, and so are not said to be too many. */
static void
check_words(struct check *c)
{
	size_t rows = 0, of_kind;
	bool all_read = true;

	for (int kind = 0; kind < KIND_COUNT && verify_step(c); kind++) {
		struct taking k = {.c = c, .kind = (enum kind)kind};
		bool good = words_each(c->t, k.kind, take_word, &k, &of_kind);

		rows += of_kind;
		all_read = all_read && good;
		if (!good || c->words[kind] != 0)
			verify_fault(c, "%s: слова для поиска не те, что в записях.",
			    entity_of(k.kind)->many);
	}
	if (!c->stopped && all_read && txn_count(c->t, TABLE_WORDS) != rows)
		verify_fault(c, "Среди слов для поиска есть лишние строки.");
}

/* Do the columns of each block say what the records say? */
static void
check_columns_of(struct check *c, enum kind kind, struct columns_maker *m)
{
	struct buf anew = {0};

	for (uint64_t block = 0; verify_step(c) && columns_next_block(c->t, kind, &block);
	     block++) {
		c->out->columns++;
		if (!columns_of_records(m, c->t, kind, block))
			continue; /* told where records are looked at */
		buf_clear(&anew);
		columns_maker_write(m, &anew);
		if (!slice_equal(columns_stored(c->t, kind, block), buf_slice(&anew)))
			verify_fault(c, "%s, записи № %llu–%llu: в столбцах не то, что в записях.",
			    entity_of(kind)->many, (unsigned long long)block * COLUMNS_BLOCK,
			    (unsigned long long)(block + 1) * COLUMNS_BLOCK - 1);
	}
	buf_free(&anew);
}

static void
check_columns(struct check *c)
{
	struct columns_maker *m = columns_maker_new();

	for (int kind = 0; kind < KIND_COUNT && !c->stopped; kind++)
		check_columns_of(c, (enum kind)kind, m);
	columns_maker_free(m);
	if (!c->stopped && txn_count(c->t, TABLE_COLUMNS) != c->out->columns)
		verify_fault(c, "Среди столбцов есть лишние строки.");
}

/* Does the record at the end of an index key stand behind it? */
static bool
key_is_wanted(struct check *c, struct slice key)
{
	struct key_span spans[KEYS_MAX];
	struct buf at = {0};
	struct record *r;
	struct slice image;
	bool wanted = false;

	if (key.len < KEY_HEAD + KEY_ID || key_kind(key) == KIND_COUNT)
		return false;
	r = record_new(key_kind(key));
	r->id = key_id(key);
	key_put_id(&at, r->id);
	if (txn_get(c->t, table_of(r->kind), buf_slice(&at), &image) &&
	    codec_get(r, image) == ST_OK) {
		r->id = key_id(key);
		buf_clear(&c->keys);
		for (size_t n = key_put_all(&c->keys, r, spans); n > 0 && !wanted; n--)
			wanted = slice_equal(
			    key, slice_make(c->keys.data + spans[n - 1].at, spans[n - 1].len));
	}
	record_free(r);
	buf_free(&at);
	return wanted;
}

static void
tell_superfluous(struct check *c, struct slice key)
{
	const unsigned char *bytes = key.data;

	if (key.len < KEY_HEAD + KEY_ID || key_kind(key) == KIND_COUNT)
		verify_fault(c, "В указателе непонятная строка (%zu байт).", key.len);
	else
		record_fault(c, key_kind(key), key_id(key), NULL, "лишняя строка в указателе %s",
		    index_name(bytes[1]));
}

/* Two neighbours of the unique index that differ only in the id are two records of one key. */
static void
check_unique(struct check *c, struct slice key, struct buf *before)
{
	const unsigned char *bytes = key.data;
	struct slice start = slice_make(key.data, key.len > KEY_ID ? key.len - KEY_ID : 0);

	if (start.len < KEY_HEAD || bytes[1] != KEY_UNIQUE || key_kind(key) == KIND_COUNT)
		return;
	if (before->len == key.len && slice_starts(buf_slice(before), start))
		record_fault(c, key_kind(key), key_id(key), NULL, "тот же ключ у записи № %llu",
		    (unsigned long long)key_id(buf_slice(before)));
	buf_clear(before);
	buf_put_slice(before, key);
}

static void
check_index(struct check *c)
{
	struct cursor *cursor = cursor_open(c->t, TABLE_INDEX);
	/* Every key that a record asks for was looked up: when there are no more, none is
	 * superfluous. */
	bool superfluous = txn_count(c->t, TABLE_INDEX) != c->out->indexes;
	struct buf before = {0};

	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor)) {
		/* with superfluous keys about, two alike need not be two records */
		c->part = superfluous ? VERIFY_INDEX : VERIFY_RECORDS;
		check_unique(c, cursor_key(cursor), &before);
		c->part = VERIFY_INDEX;
		if (superfluous && !key_is_wanted(c, cursor_key(cursor)))
			tell_superfluous(c, cursor_key(cursor));
	}
	c->out->indexes = txn_count(c->t, TABLE_INDEX);
	buf_free(&before);
	cursor_close(cursor);
}

/* What is known of the record whose old images are being passed. */
struct past {
	enum kind kind;
	uint64_t id, stamp; /* id 0: none yet */
	bool deleted;       /* by the image seen last */
};

static void
check_past(struct check *c, const struct past *p)
{
	struct buf key = {0};
	struct slice image;

	if (p->id == 0)
		return;
	key_put_id(&key, p->id);
	if (txn_get(c->t, table_of(p->kind), buf_slice(&key), &image)) {
		if (codec_stamp(image) <= p->stamp)
			record_fault(c, p->kind, p->id, NULL, "прежняя редакция новее действующей");
	} else if (!p->deleted) {
		record_fault(
		    c, p->kind, p->id, NULL, "записи нет, а об удалении ничего не записано");
	}
	buf_free(&key);
}

static void
check_old_image(struct check *c, struct slice key, struct slice image, struct past *p)
{
	struct past now = {.deleted = codec_is_tombstone(image)};
	struct record *r;
	struct slice hash;

	c->out->history++;
	if (!key_read_history(key, &now.kind, &now.id, &now.stamp) || now.id == 0) {
		verify_fault(c, "В прежних редакциях непонятная строка (%zu байт).", key.len);
		return;
	}
	if (p->id != now.id || p->kind != now.kind)
		check_past(c, p);
	*p = now;
	if (now.id > c->highest[now.kind])
		c->highest[now.kind] = now.id;
	r = record_new(now.kind);
	if (codec_is_erased(image, &hash))
		verify_add_image(c, now.kind, now.id, now.stamp, image);
	else if (codec_stamp(image) != now.stamp || (!now.deleted && codec_get(r, image) != ST_OK))
		record_fault(c, now.kind, now.id, NULL, "не читается редакция операции № %llu",
		    (unsigned long long)now.stamp);
	else if (!stamp_is_known(c, now.stamp))
		record_fault(c, now.kind, now.id, NULL,
		    "в журнале нет операции № %llu, которой записана прежняя редакция",
		    (unsigned long long)now.stamp);
	else
		verify_add_image(c, now.kind, now.id, now.stamp, image);
	record_free(r);
}

static void
check_history(struct check *c)
{
	struct cursor *cursor = cursor_open(c->t, TABLE_HISTORY);
	struct past p = {0};

	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor))
		check_old_image(c, cursor_key(cursor), cursor_value(cursor), &p);
	if (!c->stopped)
		check_past(c, &p);
	cursor_close(cursor);
}

/* The id the next record will get: higher than any id ever given. */
static void
check_counter(struct check *c, enum kind kind)
{
	uint64_t next;

	counter_read(c->t, kind, &next); /* 0 when it is no number */
	if (next <= c->highest[kind])
		verify_fault(c, "%s: следующий номер записи — %llu, а есть уже № %llu.",
		    entity_of(kind)->many, (unsigned long long)next,
		    (unsigned long long)c->highest[kind]);
}

static void
check_drafts(struct check *c)
{
	struct cursor *cursor = cursor_open(c->t, TABLE_DRAFT);

	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor)) {
		c->out->drafts++;
		/* the key begins with the account and a NUL */
		if (!draft_check(cursor_value(cursor)))
			verify_fault(c, "Черновик сотрудника %.*s не читается.",
			    (int)strnlen(cursor_key(cursor).data, cursor_key(cursor).len),
			    (const char *)cursor_key(cursor).data);
	}
	cursor_close(cursor);
}

static void
check_accounts(struct check *c)
{
	struct cursor *cursor = cursor_open(c->t, TABLE_ACCOUNT);
	struct account a;

	for (bool more = cursor_first(cursor); more && verify_step(c); more = cursor_next(cursor))
		if (!account_read(cursor_key(cursor), cursor_value(cursor), &a))
			verify_fault(c, "Учётная запись %.*s не читается.",
			    (int)cursor_key(cursor).len, (const char *)cursor_key(cursor).data);
	cursor_close(cursor);
}

static void
check_counters(struct check *c)
{
	c->part = VERIFY_COUNTERS;
	for (int kind = 0; kind < KIND_COUNT && !c->stopped; kind++)
		check_counter(c, (enum kind)kind);
	if (!journal_turns_are_right(c->t))
		verify_fault(c, "Журнал: записано неверно, когда часы переводили назад.");
	c->part = VERIFY_RECORDS;
}

static void
check_derived(struct check *c)
{
	c->part = VERIFY_SEARCH;
	check_words(c);
	c->part = VERIFY_COLUMNS;
	check_columns(c);
	c->part = VERIFY_INDEX;
	check_index(c);
	c->part = VERIFY_RECORDS;
}

static void
check_everything(struct check *c)
{
	uint64_t images = txn_count(c->t, TABLE_HISTORY);
	struct format format;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		images += txn_count(c->t, table_of((enum kind)kind));
	c->out->older = format_read(c->t, &format) != FORMAT_PRESENT;
	c->last = journal_last(c->t);
	c->total = images * (c->last / VERIFY_WINDOW + 1) + txn_count(c->t, TABLE_INDEX) + c->last +
	    txn_count(c->t, TABLE_WORDS) + txn_count(c->t, TABLE_COLUMNS) +
	    txn_count(c->t, TABLE_DRAFT) + txn_count(c->t, TABLE_ACCOUNT);
	c->sums = xcalloc(
	    (size_t)(c->last < VERIFY_WINDOW ? c->last + 1 : VERIFY_WINDOW), sizeof(*c->sums));
	verify_open_window(c, 1);
	c->stopped = c->progress != NULL && !c->progress(c->context, 0, c->total);
	for (int kind = 0; kind < KIND_COUNT && !c->stopped; kind++)
		check_kind(c, (enum kind)kind);
	if (!c->out->older)
		check_derived(c);
	check_history(c);
	check_counters(c);
	check_drafts(c);
	check_accounts(c);
	verify_journal(c);
	free(c->sums);
	buf_free(&c->keys);
	buf_free(&c->text);
}

/* A read transaction whose pages are sound; NULL when they are not. */
static struct txn *
sound_snapshot(struct store *st, struct check *c, enum status *status)
{
	struct buf why = {0};
	struct txn *t = pages_sound_snapshot(st, &why, status);

	if (*status == ST_DAMAGED)
		verify_fault(c, "%s Верните базу из копии.", buf_text(&why));
	buf_free(&why);
	return t;
}

enum status
verify_store(struct store *st, struct verify_report *out, verify_told *told,
    verify_progress *progress, void *context)
{
	struct check c = {.out = out, .told = told, .progress = progress, .context = context};
	enum status status;

	*out = (struct verify_report){0};
	c.t = sound_snapshot(st, &c, &status);
	if (c.t != NULL) {
		check_everything(&c);
		status = txn_status(c.t);
		txn_abort(c.t);
	}
	tell_faults(&c);
	if (c.stopped)
		return ST_CANCELLED;
	return status != ST_OK ? status : out->faults > 0 ? ST_DAMAGED : ST_OK;
}
