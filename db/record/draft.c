/* SPDX-License-Identifier: MIT
 * draft.c - drafts as CBOR rows, and as files when the database refuses them.
 *
 * Row key: account, NUL, kind (1 byte), id (8 bytes), and work (1 byte) unless it is a form. Value,
 * and a fallback file's whole content:
 *   {0: stamp, 1: time, 2: current, 3: saves, 4: "people", 5: id, 6: {"surname": "Озерс", ...}}
 * and 7: work, unless it is a form.
 * saves grows by one with each save, so the newer of two is known whatever the clock does.
 */
#include "db/record/draft.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/reason.h"
#include "base/outfile.h"
#include "db/lmdb/file.h"
#include "db/record/cbor.h"
#include "db/record/key.h"

enum { DRAFT_FIELDS = 1000, DRAFT_BYTES = 16 << 20, NAME_HASH = 16 };
enum {
	DRAFT_STAMP,
	DRAFT_TIME,
	DRAFT_CURRENT,
	DRAFT_SAVES,
	DRAFT_KIND,
	DRAFT_ID,
	DRAFT_TEXTS,
	DRAFT_WORK,
	DRAFT_PAIRS
};

/* A draft with its count of saves: {0} is "none". */
struct found {
	struct draft draft;
	uint64_t saves;
	int folder; /* that its file lies in, FOLDER_STATE or the like */
};

static void
put_text(struct buf *b, const char *text)
{
	cbor_put_text(b, text, strlen(text));
}

static void
put_image(struct buf *b, const struct draft *d, uint64_t saves)
{
	cbor_put_map(b, d->of.work != 0 ? DRAFT_PAIRS : DRAFT_WORK);
	cbor_put_uint(b, DRAFT_STAMP);
	cbor_put_uint(b, d->stamp);
	cbor_put_uint(b, DRAFT_TIME);
	cbor_put_uint(b, (uint64_t)clock_now());
	cbor_put_uint(b, DRAFT_CURRENT);
	cbor_put_uint(b, d->current);
	cbor_put_uint(b, DRAFT_SAVES);
	cbor_put_uint(b, saves);
	cbor_put_uint(b, DRAFT_KIND);
	put_text(b, entity_of(d->of.kind)->id);
	cbor_put_uint(b, DRAFT_ID);
	cbor_put_uint(b, d->of.id);
	cbor_put_uint(b, DRAFT_TEXTS);
	cbor_put_map(b, d->count);
	for (size_t i = 0; i < d->count; i++) {
		put_text(b, d->fields[i].id);
		put_text(b, d->fields[i].text);
	}
	if (d->of.work != 0) {
		cbor_put_uint(b, DRAFT_WORK);
		cbor_put_uint(b, d->of.work);
	}
}

static void
read_texts(struct cbor_reader *w, struct draft *d)
{
	size_t count = cbor_take_map(w);

	if (count > DRAFT_FIELDS)
		w->bad = true;
	if (w->bad || count == 0)
		return;
	d->fields = arena_alloc(&d->arena, count * sizeof(*d->fields));
	for (; d->count < count && !w->bad; d->count++) {
		struct slice id = cbor_take_text(w), text = cbor_take_text(w);

		d->fields[d->count].id = arena_strndup(&d->arena, id.data, id.len);
		d->fields[d->count].text = arena_strndup(&d->arena, text.data, text.len);
	}
}

static uint8_t
read_work(struct cbor_reader *w)
{
	uint64_t work = cbor_take_uint(w);

	w->bad = w->bad || work > UINT8_MAX;
	return (uint8_t)work;
}

static void
read_pair(struct cbor_reader *w, struct found *f)
{
	switch (cbor_take_uint(w)) {
	case DRAFT_STAMP:
		f->draft.stamp = cbor_take_uint(w);
		break;
	case DRAFT_TIME:
		f->draft.time = (int64_t)cbor_take_uint(w);
		break;
	case DRAFT_CURRENT:
		f->draft.current = (size_t)cbor_take_uint(w);
		break;
	case DRAFT_SAVES:
		f->saves = cbor_take_uint(w);
		break;
	case DRAFT_KIND:
		f->draft.of.kind = kind_find(cbor_take_text(w));
		w->bad = w->bad || f->draft.of.kind == KIND_COUNT;
		break;
	case DRAFT_ID:
		f->draft.of.id = cbor_take_uint(w);
		break;
	case DRAFT_WORK:
		f->draft.of.work = read_work(w);
		break;
	case DRAFT_TEXTS:
		if (f->draft.count > 0)
			w->bad = true;
		read_texts(w, &f->draft);
		break;
	default:
		cbor_skip(w);
		break;
	}
}

/* What tells two states of a draft apart, whatever the clock does. */
static uint64_t
version_of(struct slice image)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	uint64_t version;

	crypto_generichash(hash, sizeof(hash), image.data, image.len, NULL, 0);
	memcpy(&version, hash, sizeof(version));
	return version;
}

/* false, and *f empty, when the bytes are no draft. */
static bool
read_image(struct slice image, struct found *f)
{
	struct cbor_reader w = cbor_of(image);

	*f = (struct found){.draft.of.kind = KIND_COUNT};
	for (size_t pairs = cbor_take_map(&w); pairs > 0 && !w.bad; pairs--)
		read_pair(&w, f);
	f->draft.version = version_of(image);
	if (cbor_done(&w) && f->saves > 0 && f->draft.of.kind != KIND_COUNT)
		return true;
	draft_free(&f->draft);
	*f = (struct found){0};
	return false;
}

bool
draft_check(struct slice image)
{
	struct found f;
	bool good = read_image(image, &f);

	draft_free(&f.draft);
	return good;
}

static void
put_account_key(struct buf *b, const char *account)
{
	buf_put(b, account, strlen(account) + 1);
}

static void
put_key(struct buf *b, const char *account, struct draft_name of)
{
	put_account_key(b, account);
	key_put_kind(b, of.kind);
	buf_put_be(b, of.id, 8);
	if (of.work != 0)
		buf_put_be(b, of.work, 1);
}

/* Keep the one of two that was saved later. */
static void
keep_newer(struct found *kept, struct found *other)
{
	if (other->saves > kept->saves) {
		draft_free(&kept->draft);
		*kept = *other;
	} else {
		draft_free(&other->draft);
	}
	*other = (struct found){0};
}

/* The folders a refused draft may go to, in order of preference. false: there is no such one. */
enum { FOLDER_STATE, FOLDER_TEMPORARY, FOLDER_COUNT };

static bool
put_folder(struct buf *b, int folder)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	const char *temporary = getenv("TMPDIR");

	if (folder == FOLDER_TEMPORARY)
		buf_printf(b, "%s/metodaktiv-%u",
		    temporary != NULL && *temporary == '/' ? temporary : "/tmp",
		    (unsigned)geteuid());
	else if (state != NULL && *state == '/')
		buf_printf(b, "%s/metodaktiv/drafts", state);
	else if (home != NULL && *home == '/')
		buf_printf(b, "%s/.local/state/metodaktiv/drafts", home);
	else
		return false;
	return true;
}

/* A folder of ours that nobody else can write to: in /tmp a stranger may have been there first. */
static bool
folder_is_private(const char *dir)
{
	struct stat s;

	return lstat(dir, &s) == 0 && S_ISDIR(s.st_mode) && s.st_uid == geteuid() &&
	    (s.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* Append the start of the names of an account's files for this database. */
static void
put_name_start(struct buf *b, struct store *st, const char *account)
{
	unsigned char hash[NAME_HASH];
	char hex[NAME_HASH * 2 + 1];
	struct buf source = {0};

	buf_puts(&source, store_real_dir(st));
	buf_putc(&source, '\0');
	buf_puts(&source, account);
	crypto_generichash(
	    hash, sizeof(hash), (const unsigned char *)source.data, source.len, NULL, 0);
	buf_puts(b, sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash)));
	buf_putc(b, '-');
	buf_free(&source);
}

static void
put_name(struct buf *b, struct store *st, const char *account, struct draft_name of)
{
	put_name_start(b, st, account);
	buf_printf(b, "%s-%llu", entity_of(of.kind)->id, (unsigned long long)of.id);
	if (of.work != 0)
		buf_printf(b, "-%u", (unsigned)of.work);
	buf_puts(b, ".cbor");
}

static bool
read_file(const char *dir, const char *name, struct found *f)
{
	struct buf path = {0}, image = {0};
	bool found;

	buf_printf(&path, "%s/%s", dir, name);
	found = file_read_whole(buf_text(&path), DRAFT_BYTES, &image) &&
	    read_image(buf_slice(&image), f);
	if (!found)
		*f = (struct found){0};
	buf_free(&path);
	buf_free(&image);
	return found;
}

/* The newest of the files that hold this draft. */
static struct found
load_files(struct store *st, const char *account, struct draft_name of)
{
	struct buf name = {0}, dir = {0};
	struct found newest = {0}, f;

	put_name(&name, st, account, of);
	for (int i = 0; i < FOLDER_COUNT; i++) {
		buf_clear(&dir);
		if (!put_folder(&dir, i) || !folder_is_private(buf_text(&dir)) ||
		    !read_file(buf_text(&dir), buf_text(&name), &f))
			continue;
		f.folder = i;
		keep_newer(&newest, &f);
	}
	buf_free(&name);
	buf_free(&dir);
	return newest;
}

static void
remove_files(struct store *st, const char *account, struct draft_name of)
{
	struct buf name = {0}, path = {0};

	put_name(&name, st, account, of);
	for (int i = 0; i < FOLDER_COUNT; i++) {
		buf_clear(&path);
		if (put_folder(&path, i) && folder_is_private(buf_text(&path))) {
			buf_printf(&path, "/%s", buf_text(&name));
			unlink(buf_text(&path));
		}
	}
	buf_free(&name);
	buf_free(&path);
}

static bool
write_in(const struct buf *dir, const char *name, struct slice image)
{
	struct buf path = {0};
	bool written;

	buf_printf(&path, "%s/%s", buf_text(dir), name);
	written = outfile_write(buf_text(&path), image, 0600);
	buf_free(&path);
	return written;
}

/* Write into the first folder that takes it; dir is left at that folder. */
static bool
save_file(struct store *st, const char *account, struct draft *d, uint64_t saves, struct buf *dir)
{
	struct buf name = {0}, image = {0};
	bool saved = false;

	put_image(&image, d, saves);
	d->version = version_of(buf_slice(&image));
	put_name(&name, st, account, d->of);
	for (int i = 0; i < FOLDER_COUNT && !saved; i++) {
		buf_clear(dir);
		saved = put_folder(dir, i) && file_make_dirs(buf_text(dir), 0700) &&
		    folder_is_private(buf_text(dir)) &&
		    write_in(dir, buf_text(&name), buf_slice(&image));
	}
	buf_free(&name);
	buf_free(&image);
	return saved;
}

static struct found
load_row(struct store *st, const char *account, struct draft_name of)
{
	struct txn *t = txn_read(st);
	struct found f = {0};
	struct buf key = {0};
	struct slice value;

	put_key(&key, account, of);
	if (!txn_get(t, TABLE_DRAFT, buf_slice(&key), &value) || !read_image(value, &f))
		f = (struct found){0};
	txn_abort(t);
	buf_free(&key);
	return f;
}

/* *saves comes in as what the files hold; it goes out as what this save is. */
static enum status
save_row(struct store *st, const char *account, struct draft *d, uint64_t *saves)
{
	struct buf key = {0}, image = {0};
	struct txn *t = txn_write(st);
	struct found before;
	struct slice value;
	enum status status;

	put_key(&key, account, d->of);
	/* where nothing can be written the row may still be read: what is kept elsewhere is newer
	 */
	if (txn_status(t) != ST_OK)
		before = load_row(st, account, d->of);
	else if (!txn_get(t, TABLE_DRAFT, buf_slice(&key), &value) || !read_image(value, &before))
		before = (struct found){0};
	if (before.saves > *saves)
		*saves = before.saves;
	draft_free(&before.draft);
	++*saves;
	put_image(&image, d, *saves);
	d->version = version_of(buf_slice(&image));
	txn_put(t, TABLE_DRAFT, buf_slice(&key), buf_slice(&image));
	status = txn_commit(t);
	buf_free(&key);
	buf_free(&image);
	return status;
}

static enum status
save_elsewhere(struct store *st, const char *account, struct draft *d, uint64_t saves,
    enum status refused, struct error *e)
{
	struct buf dir = {0};
	bool saved = save_file(st, account, d, saves, &dir);

	if (saved)
		error_set(e, refused,
		    "База не приняла черновик: %s. Введённое сохранено в папке %s и найдётся, "
		    "когда вы "
		    "откроете эту форму снова.",
		    store_reason(st, refused).text, buf_text(&dir));
	else
		error_set(e, refused,
		    "Черновик не сохранён: %s, и в папку %s он тоже не записался (%s). Не "
		    "закрывайте "
		    "форму: освободите место и сохраните ещё раз.",
		    store_reason(st, refused).text, buf_text(&dir), reason_of(errno).text);
	buf_free(&dir);
	return saved ? ST_OK : refused;
}

enum status
draft_save(struct store *st, const char *account, struct draft *d, struct error *e)
{
	struct found file = load_files(st, account, d->of);
	uint64_t saves = file.saves;
	enum status status;

	draft_free(&file.draft);
	if (d->count > DRAFT_FIELDS)
		return error_set(
		    e, ST_INVALID, "В черновике больше %d полей: он не сохранён.", DRAFT_FIELDS);
	status = save_row(st, account, d, &saves);
	if (status != ST_OK)
		return save_elsewhere(st, account, d, saves, status, e);
	if (file.saves > 0)
		remove_files(st, account, d->of);
	return ST_OK;
}

bool
draft_load(struct store *st, const char *account, struct draft_name of, struct draft *out)
{
	struct found newest = load_row(st, account, of);
	struct found file = load_files(st, account, of);

	keep_newer(&newest, &file);
	*out = newest.draft;
	/* A file copied under another name must not open in another form. */
	if (newest.saves > 0 && draft_is_same(out->of, of))
		return true;
	draft_free(out);
	return false;
}

void
draft_remove(struct store *st, const char *account, struct draft_name of)
{
	struct found row = load_row(st, account, of);
	struct buf key = {0};
	struct txn *t;

	if (row.saves > 0) {
		t = txn_write(st);
		put_key(&key, account, of);
		txn_delete(t, TABLE_DRAFT, buf_slice(&key));
		txn_commit(t);
	}
	remove_files(st, account, of);
	draft_free(&row.draft);
	buf_free(&key);
}

enum status
draft_remove_seen(struct store *st, const char *account, const struct draft *seen)
{
	struct found newest = load_files(st, account, seen->of), row = {0};
	struct txn *t = txn_write(st);
	struct buf key = {0};
	struct slice value;
	enum status status;

	put_key(&key, account, seen->of);
	if (txn_get(t, TABLE_DRAFT, buf_slice(&key), &value) && read_image(value, &row))
		keep_newer(&newest, &row);
	status = txn_status(t);
	if (status == ST_OK && newest.saves == 0)
		status = ST_NOTFOUND;
	else if (status == ST_OK && newest.draft.version != seen->version)
		status = ST_CONFLICT;
	if (status == ST_OK) {
		txn_delete(t, TABLE_DRAFT, buf_slice(&key));
		status = txn_commit(t);
	} else {
		txn_abort(t);
	}
	if (status == ST_OK)
		remove_files(st, account, seen->of);
	draft_free(&newest.draft);
	buf_free(&key);
	return status;
}

void
draft_stage_removal(struct change *c, const char *account, struct draft_name of)
{
	struct buf key = {0};

	put_key(&key, account, of);
	change_put_raw(c, TABLE_DRAFT, buf_slice(&key), (struct slice){0});
	buf_free(&key);
}

void
draft_forget_files(struct store *st, const char *account, struct draft_name of)
{
	remove_files(st, account, of);
}

/* Drafts found so far, one for each form. */
struct draft_set {
	struct found *items;
	size_t count, capacity;
};

static void
set_add(struct draft_set *set, struct found *f)
{
	for (size_t i = 0; i < set->count; i++) {
		if (draft_is_same(set->items[i].draft.of, f->draft.of)) {
			keep_newer(&set->items[i], f);
			return;
		}
	}
	ARRAY_ROOM(set->items, set->count, set->capacity);
	set->items[set->count++] = *f;
}

static void
list_rows(struct store *st, const char *account, struct draft_set *set)
{
	struct txn *t = txn_read(st);
	struct cursor *c = cursor_open(t, TABLE_DRAFT);
	struct buf start = {0};
	struct found f;

	put_account_key(&start, account);
	for (bool more = cursor_seek(c, buf_slice(&start));
	     more && slice_starts(cursor_key(c), buf_slice(&start)); more = cursor_next(c))
		if (read_image(cursor_value(c), &f))
			set_add(set, &f);
	cursor_close(c);
	txn_abort(t);
	buf_free(&start);
}

static void
list_folder(const char *dir, struct slice start, struct draft_set *set)
{
	DIR *d = folder_is_private(dir) ? opendir(dir) : NULL;
	const struct dirent *entry;
	struct found f;

	while (d != NULL && (entry = readdir(d)) != NULL)
		if (slice_starts(slice_of(entry->d_name), start) &&
		    read_file(dir, entry->d_name, &f))
			set_add(set, &f);
	if (d != NULL)
		closedir(d);
}

static int
later_first(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	return (y->time > x->time) - (y->time < x->time);
}

size_t
draft_list(struct store *st, const char *account, struct draft **drafts)
{
	struct draft_set set = {0};
	struct buf start = {0}, dir = {0};

	list_rows(st, account, &set);
	put_name_start(&start, st, account);
	for (int i = 0; i < FOLDER_COUNT; i++) {
		buf_clear(&dir);
		if (put_folder(&dir, i))
			list_folder(buf_text(&dir), buf_slice(&start), &set);
	}
	*drafts = xcalloc(set.count, sizeof(**drafts));
	for (size_t i = 0; i < set.count; i++) {
		draft_free(&set.items[i].draft);
		(*drafts)[i] = set.items[i].draft;
	}
	if (set.count > 1)
		qsort(*drafts, set.count, sizeof(**drafts), later_first);
	free(set.items);
	buf_free(&start);
	buf_free(&dir);
	return set.count;
}

/* Copy one draft of the database into the state folder, unless a newer one lies there. dir is set
 * to where it is safe, and left alone when it is nowhere. */
static bool
rescue(struct store *st, const char *account, struct found *row, struct buf *dir)
{
	struct found file = load_files(st, account, row->draft.of);
	struct buf where = {0};
	bool safe = file.saves >= row->saves
	    ? put_folder(&where, file.folder)
	    : save_file(st, account, &row->draft, row->saves, &where);

	if (safe) {
		buf_clear(dir);
		buf_put_slice(dir, buf_slice(&where));
	}
	buf_free(&where);
	draft_free(&file.draft);
	return safe;
}

size_t
draft_rescue(struct store *st, const char *account, struct buf *dir)
{
	struct draft_set rows = {0};
	size_t saved = 0;

	list_rows(st, account, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		saved += rescue(st, account, &rows.items[i], dir);
		draft_free(&rows.items[i].draft);
	}
	free(rows.items);
	return saved;
}

void
draft_free(struct draft *d)
{
	arena_free(&d->arena);
	d->fields = NULL;
	d->count = 0;
}
