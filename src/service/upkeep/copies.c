/* SPDX-License-Identifier: MIT
 * copies.c - the copies beside the database.
 */
#include "service/upkeep/copies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "db/lmdb/file.h"
#include "db/record/codec.h"
#include "db/record/history.h"
#include "db/record/records.h"
#include "service/core/naming.h"
#include "service/record/restore.h"

static const char folder[] = "copies", ending[] = ".copy";

static bool
is_copy(const char *name)
{
	size_t len = strlen(name);

	return len > strlen(ending) && strcmp(name + len - strlen(ending), ending) == 0;
}

struct found {
	struct copy_file *items;
	size_t count, room;
};

static void
look_into(struct found *found, const char *dir, struct arena *texts)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct buf path = {0};
	struct stat s;

	while (d != NULL && (entry = readdir(d)) != NULL) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s", dir, entry->d_name);
		if (!is_copy(entry->d_name) || lstat(buf_text(&path), &s) != 0 ||
		    !S_ISREG(s.st_mode))
			continue;
		ARRAY_ROOM(found->items, found->count, found->room);
		found->items[found->count++] = (struct copy_file){
		    .path = arena_strdup(texts, buf_text(&path)),
		    .name = arena_strdup(texts, entry->d_name),
		    .time = s.st_mtime,
		    .bytes = (uint64_t)s.st_size,
		};
	}
	if (d != NULL)
		closedir(d);
	buf_free(&path);
}

static int
newest_first(const void *a, const void *b)
{
	const struct copy_file *x = a, *y = b;

	if (x->time != y->time)
		return x->time > y->time ? -1 : 1;
	return -strcmp(x->name, y->name);
}

static void
put_folder(struct buf *out, const struct session *s)
{
	buf_printf(out, "%s/%s", store_dir(s->store), folder);
}

size_t
copies_list(const struct session *s, struct arena *texts, struct copy_file **out)
{
	struct found found = {0};
	struct buf dir = {0};

	put_folder(&dir, s);
	look_into(&found, buf_text(&dir), texts);
	look_into(&found, store_dir(s->store), texts);
	buf_free(&dir);
	if (found.count > 0)
		qsort(found.items, found.count, sizeof(*found.items), newest_first);
	*out = found.items;
	return found.count;
}

/* "копия-2026-05-31-120000", the local moment. */
static void
put_moment_name(struct buf *out)
{
	struct buf moment = {0};

	clock_put_iso(&moment, clock_now());
	buf_puts(out, "копия-");
	for (const char *p = buf_text(&moment); *p != '\0' && *p != '+' && *p != 'Z'; p++)
		if (*p != ':')
			buf_putc(out, *p == 'T' ? '-' : *p);
	buf_free(&moment);
}

void
copies_put_free(struct buf *path)
{
	size_t stem = path->len;

	buf_puts(path, ending);
	for (unsigned i = 2; access(buf_text(path), F_OK) == 0; i++) {
		buf_truncate(path, stem);
		buf_printf(path, ".%u%s", i, ending);
	}
}

enum status
copies_make(struct session *s, const struct backup_how *how, struct buf *file, struct error *e)
{
	struct buf dir = {0};
	enum status st = session_require(s, PERMIT_BACKUP, e);

	if (st != ST_OK)
		return st;
	put_folder(&dir, s);
	if (file_make_dirs(buf_text(&dir), 0770)) {
		buf_clear(file);
		buf_printf(file, "%s/", buf_text(&dir));
		put_moment_name(file);
		copies_put_free(file);
		st = backup_make(s->store, buf_text(file), how, NULL, e);
	} else {
		st = error_set(e, ST_SYSTEM, "не создаётся папка для копий %s: %s", buf_text(&dir),
		    reason_of(errno).text);
	}
	buf_free(&dir);
	return st;
}

static enum status
open_copy(struct backup **out, struct session *s, const char *file, verify_progress *progress,
    void *context, struct error *e)
{
	enum status st = session_require(s, PERMIT_BACKUP, e);

	*out = NULL;
	return st == ST_OK ? backup_open(out, file, store_dir(s->store), progress, context, e) : st;
}

enum status
copies_check(
    struct session *s, const char *file, verify_progress *progress, void *context, struct error *e)
{
	struct backup *copy;
	enum status st = open_copy(&copy, s, file, progress, context, e);

	backup_close(copy);
	return st;
}

/* Both databases, each in one state. */
struct comparing {
	struct view then, now;
	struct copy_comparison *out;
};

static uint64_t
stamp_at(const struct cursor *c, bool there)
{
	return there ? codec_stamp(cursor_value(c)) : 0;
}

static void
add_difference(struct comparing *w, enum kind kind, uint64_t id, uint64_t then, uint64_t now)
{
	struct copy_comparison *out = w->out;
	struct buf name = {0};

	register_put_name(then != 0 ? &w->then : &w->now, kind, id, &name);
	ARRAY_ROOM(out->items, out->count, out->room);
	out->items[out->count++] = (struct copy_difference){.kind = kind,
	    .id = id,
	    .then = then,
	    .now = now,
	    .name = arena_strdup(&out->texts, buf_text(&name))};
	buf_free(&name);
}

/* One step of the walk: the record both stand on, or the one that only one of them has. */
static void
compare_here(struct comparing *w, enum kind kind, struct cursor *then, struct cursor *now,
    bool in_then, bool in_now)
{
	struct slice key = in_then ? cursor_key(then) : cursor_key(now);

	if (in_then && in_now && codec_equal(cursor_value(then), cursor_value(now)))
		return;
	add_difference(w, kind, be_read(key.data, (int)key.len), stamp_at(then, in_then),
	    stamp_at(now, in_now));
}

static void
compare_kind(struct comparing *w, enum kind kind)
{
	struct cursor *then = cursor_open(w->then.txn, table_of(kind));
	struct cursor *now = cursor_open(w->now.txn, table_of(kind));
	bool more_then = cursor_first(then), more_now = cursor_first(now);

	while (more_then || more_now) {
		int order = !more_then ? 1
		    : !more_now        ? -1
				       : slice_compare(cursor_key(then), cursor_key(now));

		compare_here(w, kind, then, now, order <= 0, order >= 0);
		if (order <= 0)
			more_then = cursor_next(then);
		if (order >= 0)
			more_now = cursor_next(now);
	}
	cursor_close(then);
	cursor_close(now);
}

enum status
copies_compare(struct session *s, const char *file, struct copy_comparison *out,
    verify_progress *progress, void *context, struct error *e)
{
	struct comparing w = {.out = out};
	struct backup *copy;
	enum status st = open_copy(&copy, s, file, progress, context, e);

	*out = (struct copy_comparison){0};
	if (st != ST_OK)
		return st;
	view_open(&w.now, s);
	w.then = (struct view){.session = s, .txn = txn_read(backup_store(copy))};
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		compare_kind(&w, kind);
	st = view_status(&w.now, e);
	view_close(&w.then);
	view_close(&w.now);
	backup_close(copy);
	return st;
}

void
copies_comparison_free(struct copy_comparison *c)
{
	free(c->items);
	arena_free(&c->texts);
	*c = (struct copy_comparison){0};
}

/* The image of the copy, to be put over the one that was seen when they were compared. */
static struct record *
load_then(const struct backup *copy, const struct copy_difference *what, uint64_t seen)
{
	struct record *r = record_new(what->kind);
	struct txn *t = txn_read(backup_store(copy));

	if (!records_get(t, what->id, r) || r->stamp != what->then) {
		record_free(r);
		r = NULL;
	} else {
		r->stamp = seen;
	}
	txn_abort(t);
	return r;
}

/* What stands in the register now: an image, or the tombstone of a record that was removed. */
static enum status
find_seen(struct session *s, const struct copy_difference *what, uint64_t *seen, struct error *e)
{
	struct view v;
	bool there;

	view_open(&v, s);
	*seen = register_stamp_now(&v, what->kind, what->id, &there);
	view_close(&v);
	if (*seen == 0)
		return error_set(e, ST_REFUSED,
		    "в реестре никогда не было записи с этим номером: копия сделана с другой базы "
		    "или после восстановления; внесите запись вручную");
	if ((there ? *seen : 0) != what->now)
		return error_set(e, ST_CONFLICT,
		    "запись тем временем изменил или удалил другой сотрудник; сравните с копией "
		    "ещё раз");
	return ST_OK;
}

enum status
copies_take_back(
    struct session *s, const char *file, const struct copy_difference *what, struct error *e)
{
	const char *slash = strrchr(file, '/');
	struct backup *copy = NULL;
	struct record *r = NULL;
	struct buf reason = {0};
	uint64_t seen;
	enum status st = session_require(s, PERMIT_EDIT, e);

	if (st == ST_OK)
		st = find_seen(s, what, &seen, e);
	if (st == ST_OK)
		st = open_copy(&copy, s, file, NULL, NULL, e);
	if (st != ST_OK)
		return st;
	r = load_then(copy, what, seen);
	backup_close(copy);
	if (r == NULL)
		return error_set(e, ST_NOTFOUND, "в копии этой записи нет: возвращать нечего");
	buf_printf(&reason, "из копии %s", slash != NULL ? slash + 1 : file);
	st = register_write_back(s, r, buf_text(&reason), e);
	buf_free(&reason);
	record_free(r);
	return st;
}
