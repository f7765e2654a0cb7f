/* SPDX-License-Identifier: MIT
 * backup.c - a verified, sealed copy in one file, and a database made of one.
 *
 * The file is a compact LMDB file with a seal behind it: 16 bytes of name, the length of what comes
 * before (8 bytes), its BLAKE2b-256. The seal is checked before LMDB sees a single page, because
 * LMDB trusts its pages and may crash on a damaged one.
 */
#include "db/admin/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/outfile.h"
#include "base/reason.h"
#include "db/admin/secret.h"
#include "db/lmdb/copy.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/file.h"
#include "db/lmdb/newfolder.h"
#include "db/lmdb/pages.h"
#include "db/lmdb/shortage.h"
#include "db/open.h"

enum { HASH = 32, NAME = 16, SEAL = NAME + 8 + HASH, CHUNK = 1 << 20, MAGIC_AT = 16 };

static const char seal_name[NAME + 1] = "metodaktiv-copy1";
static const unsigned char lmdb_magic[] = {0xDE, 0xC0, 0xEF, 0xBE};

/* What people call it: they know where it lies. */
static const char *
name_of(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash != NULL ? slash + 1 : file;
}

static enum status
system_error(struct error *e, const char *what, const char *path)
{
	return error_set(
	    e, shortage_status(errno), "%s %s: %s.", what, path, reason_of(errno).text);
}

/* A temporary folder that is an environment of its own: a nest (datafile.h). In the folder of a
 * database it is called by what it is for, elsewhere so that the next copy into that folder, of
 * whatever name, finds it. */
struct workplace {
	struct buf dir, data, lock;
};
#define ELSEWHERE ".metodaktiv"

/* What a killed process has left of its own is a whole copy, which lies nowhere without need. */
static void
sweep(const char *start)
{
	struct buf parent = {0}, names = {0};

	file_put_parent(&parent, start);
	buf_printf(&names, "%s.tmp-", name_of(start));
	datafile_remove_old_nests(buf_text(&parent), buf_text(&names));
	buf_free(&parent);
	buf_free(&names);
}

static enum status
workplace_make(struct workplace *w, const char *start, struct error *e)
{
	buf_printf(&w->dir, "%s.tmp-%ld", start, (long)getpid());
	buf_printf(&w->data, "%s/" DATA_FILE, buf_text(&w->dir));
	buf_printf(&w->lock, "%s/" LOCK_FILE, buf_text(&w->dir));
	datafile_remove_nest(buf_text(&w->dir)); /* where sweeping does nothing */
	sweep(start);
	return mkdir(buf_text(&w->dir), 0700) == 0
	    ? ST_OK
	    : system_error(e, "Не создаётся папка", buf_text(&w->dir));
}

static void
workplace_drop(struct workplace *w)
{
	datafile_remove_nest(buf_text(&w->dir));
	buf_free(&w->dir);
	buf_free(&w->data);
	buf_free(&w->lock);
}

/* BLAKE2b-256 of the first length bytes. */
static bool
hash_file(const char *path, uint64_t length, unsigned char out[HASH])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	unsigned char *chunk = xmalloc(CHUNK);
	crypto_generichash_state state;
	bool good = fd >= 0;

	crypto_generichash_init(&state, NULL, 0, HASH);
	while (good && length > 0) {
		ssize_t n = read(fd, chunk, length < CHUNK ? (size_t)length : CHUNK);

		good = n > 0 || (n < 0 && errno == EINTR);
		if (n > 0) {
			crypto_generichash_update(&state, chunk, (size_t)n);
			length -= (uint64_t)n;
		}
	}
	crypto_generichash_final(&state, out, HASH);
	if (fd >= 0)
		close(fd);
	free(chunk);
	return good;
}

static bool
append_seal(const char *path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	unsigned char hash[HASH];
	struct buf seal = {0};
	struct stat s;
	bool sealed = fd >= 0 && fstat(fd, &s) == 0 && hash_file(path, (uint64_t)s.st_size, hash);

	if (sealed) {
		buf_puts(&seal, seal_name);
		buf_put_be(&seal, (uint64_t)s.st_size, 8);
		buf_put(&seal, hash, HASH);
		sealed = write(fd, seal.data, SEAL) == SEAL && fsync(fd) == 0;
		buf_free(&seal);
	}
	if (fd >= 0)
		close(fd);
	return sealed;
}

/* What a sealed file says of itself. */
struct sealed {
	uint64_t length;
	unsigned char hash[HASH];
};

static bool
read_at(int fd, void *out, size_t len, off_t at)
{
	return pread(fd, out, len, at) == (ssize_t)len;
}

/* name: as people call it. ST_FOREIGN: no backup at all; ST_DAMAGED: one without its end. */
static enum status
read_seal(const char *file, const char *name, struct sealed *out, struct error *e)
{
	unsigned char seal[SEAL], magic[sizeof(lmdb_magic)];
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat s;
	bool ours = false, whole = false;

	if (fd < 0)
		return system_error(e, "Не открывается резервная копия", name);
	if (fstat(fd, &s) != 0)
		s.st_mode = 0;
	ours = S_ISREG(s.st_mode) && read_at(fd, magic, sizeof(magic), MAGIC_AT) &&
	    memcmp(magic, lmdb_magic, sizeof(magic)) == 0;
	if (ours && s.st_size > SEAL && read_at(fd, seal, SEAL, s.st_size - SEAL)) {
		out->length = be_read(seal + NAME, 8);
		memcpy(out->hash, seal + NAME + 8, HASH);
		whole =
		    memcmp(seal, seal_name, NAME) == 0 && out->length == (uint64_t)s.st_size - SEAL;
	}
	close(fd);
	if (!ours && secret_is(file))
		return error_set(e, ST_REFUSED,
		    "%s — копия под паролем: её разворачивает команда restore --password.",
		    name_of(name));
	if (!ours)
		return error_set(e, ST_FOREIGN,
		    "%s — не резервная копия «Методактива». Укажите файл, сделанный командой "
		    "backup.",
		    name);
	if (!whole)
		return error_set(e, ST_DAMAGED,
		    "Резервная копия %s неполна: у неё нет конца. Возьмите другую копию или "
		    "перенесите эту заново.",
		    name);
	return ST_OK;
}

/* Who watches a long check, its first fault, and what it found. */
struct watch {
	verify_progress *progress;
	void *context;
	struct buf fault;
	struct verify_report report;
};

static void
keep_first(void *context, const char *sentence)
{
	struct watch *watch = context;

	if (watch->fault.len == 0)
		buf_puts(&watch->fault, sentence);
}

static bool
pass_progress(void *context, size_t done, size_t total)
{
	const struct watch *watch = context;

	return watch->progress == NULL || watch->progress(watch->context, done, total);
}

/* Open the environment in dir and check everything in it. */
static enum status
open_verified(struct store **out, const char *dir, struct watch *watch, struct error *e)
{
	enum status status = db_open_any(out, dir, e);

	if (status != ST_OK)
		return status;
	status = verify_store(*out, &watch->report, keep_first, pass_progress, watch);
	if (status != ST_OK) {
		store_close(*out);
		*out = NULL;
		error_set(e, status, "%s",
		    watch->fault.len > 0 ? buf_text(&watch->fault) : status_text(status));
	}
	buf_free(&watch->fault);
	return status;
}

static enum status
verify_dir(
    const char *dir, const struct backup_how *how, struct verify_report *out, struct error *e)
{
	struct watch watch = {.progress = how->progress, .context = how->context};
	struct store *copy = NULL;
	enum status status = open_verified(&copy, dir, &watch, e);

	store_close(copy);
	*out = watch.report;
	return status;
}

/* Through the open file: a session over SSH may change the rights of no other. */
static bool
make_private(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool done = fd >= 0 && fchmod(fd, 0600) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

/* A copy of the store in w, verified and sealed. */
static enum status
make_sealed(struct store *st, struct workplace *w, const struct backup_how *how,
    struct verify_report *out, struct error *e)
{
	struct error why = {0};
	enum status status = pages_check(st, e);

	if (status == ST_OK)
		status = store_copy(st, buf_text(&w->data), e);
	if (status != ST_OK)
		return status;
	status = verify_dir(buf_text(&w->dir), how, out, &why);
	if (status == ST_NETWORK)
		return status;
	if (status == ST_CANCELLED)
		return error_set(e, status, "Копия не сделана: её прервали.");
	if (status == ST_DAMAGED)
		return error_set(e, status,
		    "Копия не сделана: проверка нашла в ней ошибку. %s Проверьте базу командой "
		    "verify.",
		    error_text(&why));
	if (status != ST_OK)
		return error_set(
		    e, status, "Копия не сделана: проверить её не удалось: %s.", error_text(&why));
	if (!make_private(buf_text(&w->data)) || !append_seal(buf_text(&w->data)))
		return system_error(e, "Не записывается резервная копия", buf_text(&w->data));
	return ST_OK;
}

static bool
append_file(const char *from, FILE *to)
{
	int fd = open(from, O_RDONLY | O_CLOEXEC);
	bool sent = fd >= 0 && file_send(fd, fileno(to));

	if (fd >= 0)
		close(fd);
	return sent;
}

/* From the workplace on another disk to a temporary name beside the target, compared after writing.
 */
static bool
carry_over(const char *from, struct outfile *to)
{
	unsigned char before[HASH], after[HASH];
	struct stat s;

	if (stat(from, &s) == 0 && append_file(from, to->f) && outfile_settle(to) &&
	    hash_file(from, (uint64_t)s.st_size, before) &&
	    hash_file(to->temporary, (uint64_t)s.st_size, after)) {
		if (memcmp(before, after, HASH) == 0)
			return true;
		errno = EIO;
	}
	return false;
}

static enum status
put_in_place(const char *from, const char *file, bool replace, struct error *e)
{
	struct buf parent = {0};
	bool placed = replace ? rename(from, file) == 0 : outfile_rename_new(from, file);

	file_put_parent(&parent, file);
	placed = placed && outfile_sync_folder(buf_text(&parent));
	buf_free(&parent);
	if (placed)
		return ST_OK;
	if (errno == EEXIST)
		return error_set(e, ST_REFUSED, "Файл %s уже есть. Дайте копии другое имя.", file);
	return system_error(e, "Не записывается резервная копия", file);
}

/* The sealed copy of w under its own name. */
static enum status
put_by_way(
    const struct workplace *w, const char *file, const struct backup_how *how, struct error *e)
{
	const char *from = buf_text(&w->data);
	struct outfile beside;
	enum status status = ST_OK;

	if (how->password.len > 0) {
		from = buf_text(&w->lock);
		unlink(from);
		if (secret_put(buf_text(&w->data), from, how->password) != ST_OK)
			return system_error(e, "Не записывается резервная копия", file);
	}
	if (!outfile_begin(&beside, file, 0600) || !carry_over(from, &beside))
		status = system_error(e, "Не записывается резервная копия", file);
	if (status == ST_OK)
		status = put_in_place(beside.temporary, file, how->replace, e);
	outfile_drop(&beside);
	return status;
}

/* LMDB cannot be opened on a network disk, so a copy for one is verified beside the database; and
 * one under a password lies nowhere else without it. */
static enum status
make_by_way_of_database(struct store *st, const char *file, const struct backup_how *how,
    struct verify_report *out, struct error *e)
{
	struct workplace w = {0};
	struct buf start = {0};
	enum status status;

	buf_printf(&start, "%s/backup", store_dir(st));
	status = workplace_make(&w, buf_text(&start), e);
	if (status == ST_OK)
		status = make_sealed(st, &w, how, out, e);
	if (status == ST_OK)
		status = put_by_way(&w, file, how, e);
	workplace_drop(&w);
	buf_free(&start);
	return status;
}

/* Not where it would have to be taken away again. */
static bool
is_on_network(const char *file)
{
	struct buf parent = {0};
	bool is;

	file_put_parent(&parent, file);
	is = datafile_check_local(buf_text(&parent), NULL) == ST_NETWORK;
	buf_free(&parent);
	return is;
}

enum status
backup_make(struct store *st, const char *file, const struct backup_how *how,
    struct verify_report *out, struct error *e)
{
	static const struct backup_how plainly = {0};
	struct verify_report unasked;
	struct workplace w = {0};
	struct buf start = {0};
	enum status status;

	if (out == NULL)
		out = &unasked;
	if (how == NULL)
		how = &plainly;
	if (!how->replace && access(file, F_OK) == 0)
		return error_set(e, ST_REFUSED, "Файл %s уже есть. Дайте копии другое имя.", file);
	if (how->password.len > 0 || is_on_network(file))
		return make_by_way_of_database(st, file, how, out, e);
	file_put_parent(&start, file);
	buf_puts(&start, "/" ELSEWHERE);
	status = workplace_make(&w, buf_text(&start), e);
	if (status == ST_OK)
		status = make_sealed(st, &w, how, out, e);
	if (status == ST_OK)
		status = put_in_place(buf_text(&w.data), file, how->replace, e);
	workplace_drop(&w);
	buf_free(&start);
	return status;
}

/* errno says why. */
static enum status
not_sent(struct error *e)
{
	return error_set(e, ST_REFUSED, "Копия не записывается: %s.", reason_of(errno).text);
}

/* What is to be sent, open: the copy, or the copy under a password. */
static enum status
open_to_send(const struct workplace *w, const struct backup_how *how, int *copy, struct error *e)
{
	const char *file = buf_text(&w->data);

	if (how->password.len > 0) {
		file = buf_text(&w->lock);
		unlink(file);
		if (secret_put(buf_text(&w->data), file, how->password) != ST_OK)
			return not_sent(e);
	}
	*copy = open(file, O_RDONLY | O_CLOEXEC);
	return *copy >= 0 ? ST_OK : not_sent(e);
}

/* The copy is open and nowhere else when it is sent: who breaks the pipe leaves nothing behind. */
enum status
backup_send(struct store *st, int fd, const struct backup_how *how, struct verify_report *out,
    struct error *e)
{
	struct workplace w = {0};
	struct buf start = {0};
	enum status status;
	int copy = -1;

	buf_printf(&start, "%s/backup", store_dir(st));
	status = workplace_make(&w, buf_text(&start), e);
	if (status == ST_OK)
		status = make_sealed(st, &w, how, out, e);
	if (status == ST_OK)
		status = open_to_send(&w, how, &copy, e);
	workplace_drop(&w);
	buf_free(&start);
	if (status == ST_OK && !file_send(copy, fd))
		status = not_sent(e);
	if (copy >= 0)
		close(copy);
	return status;
}

/* Copy, compare with the seal. name, here and below: as people call the file, which may be one that
 * was made of what they named. */
static enum status
unpack(const char *file, const char *name, const struct sealed *sealed, struct workplace *w,
    struct error *e)
{
	unsigned char hash[HASH];

	if (!file_copy(file, buf_text(&w->data), sealed->length, 0660) ||
	    !hash_file(buf_text(&w->data), sealed->length, hash))
		return system_error(e, "Не копируется резервная копия", name);
	if (memcmp(hash, sealed->hash, HASH) != 0)
		return error_set(e, ST_DAMAGED,
		    "Резервная копия %s повреждена: её содержимое не то, каким было записано. "
		    "Возьмите другую копию.",
		    name_of(name));
	return ST_OK;
}

/* Why what was unpacked cannot be used: it may not be the copy's fault. */
static enum status
refuse_unpacked(const char *name, enum status why, const struct error *reason, struct error *e)
{
	if (why == ST_CANCELLED)
		return error_set(e, why, "Проверка копии прервана.");
	if (why == ST_DAMAGED || why == ST_FOREIGN || why == ST_NEWER)
		return error_set(e, why, "Резервная копия %s не годится: %s%s", name_of(name),
		    error_text(reason),
		    why == ST_NEWER         ? " Обновите программу."
			: why == ST_DAMAGED ? " Возьмите другую копию."
					    : "");
	return error_set(
	    e, why, "Резервная копия %s не проверена: %s", name_of(name), error_text(reason));
}

/* Unpack it, and open what it holds when all of it is right. */
static enum status
open_unpacked(struct store **out, const char *file, const char *name, const struct sealed *sealed,
    struct workplace *w, struct watch *watch, struct error *e)
{
	enum status status = unpack(file, name, sealed, w, e);
	struct error why = {0};

	if (status != ST_OK)
		return status;
	status = open_verified(out, buf_text(&w->dir), watch, &why);
	return status == ST_OK ? ST_OK : refuse_unpacked(name, status, &why, e);
}

static enum status
restore_into(const char *file, const char *name, const struct sealed *sealed, const char *dir,
    struct error *e)
{
	struct buf start = {0}, target = {0};
	struct workplace w = {0};
	struct store *copy = NULL;
	enum status status;

	buf_printf(&start, "%s/restore", dir);
	buf_printf(&target, "%s/data.mdb", dir);
	status = workplace_make(&w, buf_text(&start), e);
	if (status == ST_OK)
		status = open_unpacked(&copy, file, name, sealed, &w, &(struct watch){0}, e);
	store_close(copy);
	/* Verifying only read it, so what was synced by the copy is what is renamed. */
	if (status == ST_OK &&
	    (chmod(buf_text(&w.data), 0660) != 0 || !file_sync(buf_text(&w.data)) ||
		!outfile_rename_new(buf_text(&w.data), buf_text(&target)) ||
		!outfile_sync_folder(dir)))
		status = system_error(e, "Не записывается база", buf_text(&target));
	workplace_drop(&w);
	buf_free(&start);
	buf_free(&target);
	return status;
}

/* Take the password away: file -> plain, both in words what they are called. */
static enum status
reveal(
    const char *file, const char *plain, const char *name, struct slice password, struct error *e)
{
	enum status status;

	if (password.len == 0)
		return error_set(e, ST_REFUSED,
		    "Резервная копия %s — под паролем: добавьте --password или --password-file.",
		    name);
	status = secret_get(file, plain, password);
	if (status == ST_DENIED)
		return error_set(e, ST_REFUSED,
		    "Пароль к резервной копии %s не подходит, или начало её повреждено.", name);
	if (status == ST_DAMAGED)
		return error_set(
		    e, status, "Резервная копия %s повреждена или неполна. Возьмите другую.", name);
	return status == ST_OK ? ST_OK : system_error(e, "Не читается резервная копия", name);
}

/* A copy that cannot be unpacked from where it is: what comes by the standard input has its seal at
 * its end, what is under a password has none. Files with their names in dir are made of it first,
 * each in a nest of its own. */
static enum status
restore_by_way_of_folder(const char *file, const char *dir, struct slice password, struct error *e)
{
	bool from_input = strcmp(file, "-") == 0;
	const char *name = from_input ? "из стандартного ввода" : file;
	struct buf start = {0};
	struct workplace input = {0}, plain = {0};
	struct sealed sealed = {0};
	enum status status;

	buf_printf(&start, "%s/input", dir);
	status = workplace_make(&input, buf_text(&start), e);
	buf_clear(&start);
	buf_printf(&start, "%s/plain", dir);
	if (status == ST_OK)
		status = workplace_make(&plain, buf_text(&start), e);
	if (status == ST_OK && from_input) {
		if (!file_receive(STDIN_FILENO, buf_text(&input.data)))
			status = system_error(
			    e, "Не записывается резервная копия", buf_text(&input.data));
		file = buf_text(&input.data);
	}
	if (status == ST_OK && secret_is(file)) {
		status = reveal(file, buf_text(&plain.data), name, password, e);
		file = buf_text(&plain.data);
	}
	if (status == ST_OK)
		status = read_seal(file, name, &sealed, e);
	if (status == ST_OK)
		status = restore_into(file, name, &sealed, dir, e);
	workplace_drop(&input);
	workplace_drop(&plain);
	buf_free(&start);
	return status;
}

enum status
backup_restore(
    const char *file, const char *dir, const char *group, struct slice password, struct error *e)
{
	bool by_folder = strcmp(file, "-") == 0 || secret_is(file);
	struct sealed sealed = {0};
	enum status status = ST_OK;
	unsigned made = 0;

	if (!by_folder)
		status = read_seal(file, file, &sealed, e);
	if (status == ST_OK)
		status = newfolder_take(dir, group, &made, e);
	if (status != ST_OK)
		return status;
	status = by_folder ? restore_by_way_of_folder(file, dir, password, e)
			   : restore_into(file, file, &sealed, dir, e);
	if (status != ST_OK)
		newfolder_drop(dir, made);
	return status;
}

struct backup {
	struct workplace place;
	struct store *store;
};

enum status
backup_open(struct backup **out, const char *file, const char *dir, verify_progress *progress,
    void *context, struct error *e)
{
	struct watch watch = {.progress = progress, .context = context};
	struct backup *b = xcalloc(1, sizeof(*b));
	struct sealed sealed = {0};
	struct buf start = {0};
	enum status status = read_seal(file, file, &sealed, e);

	buf_printf(&start, "%s/look", dir);
	if (status == ST_OK)
		status = workplace_make(&b->place, buf_text(&start), e);
	if (status == ST_OK)
		status = open_unpacked(&b->store, file, file, &sealed, &b->place, &watch, e);
	buf_free(&start);
	if (status != ST_OK) {
		backup_close(b);
		b = NULL;
	}
	*out = b;
	return status;
}

struct store *
backup_store(const struct backup *b)
{
	return b->store;
}

void
backup_close(struct backup *b)
{
	if (b == NULL)
		return;
	store_close(b->store);
	if (b->place.dir.len > 0)
		workplace_drop(&b->place);
	free(b);
}
