/* SPDX-License-Identifier: MIT
 * pages.c - a walk over the B+trees of an LMDB 0.9 file as written on a 64-bit machine.
 *
 * Page: number (8), pad (2), flags (2), lower (2), upper (2) or pages of an overflow (4), then the
 * 2-byte places of its nodes. Node: low and high half of the size (4), flags (2), key size (2),
 * key, data; in a branch the first 6 bytes are the child's number. Numbers are in the machine's
 * order.
 */
#include "db/lmdb/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/folder.h"
#include "base/reason.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/store_errors.h"

enum { HEADER = 16, NODE = 8, LONGEST_KEY = 511, DEEPEST = 32, TREE_BYTES = 48, META_BYTES = 152 };
enum { META_TREES = 40, META_LAST = 136, META_TXN = 144, META_COUNT = 2 };
enum { PAGE_BRANCH = 1, PAGE_LEAF = 2, PAGE_OVERFLOW = 4 };
enum { MOST_SNAPSHOTS = 100 };
enum { NODE_BIG = 1, NODE_TREE = 2 };
enum { KEYS_ARE_NUMBERS = 8 }; /* the one flag a tree of ours has: that of the free pages */
/* A file up to so many bytes is looked at whenever it is opened (some milliseconds), a larger one
 * once a day. */
enum { ALWAYS = 16 << 20 };
#define CHECKED "checked"
#define NO_PAGE UINT64_MAX

enum role { ROLE_FREE, ROLE_MAIN, ROLE_TABLE };

/* A tree's own account of itself, held against what is found. */
struct tree {
	enum role role;
	unsigned flags, depth;
	uint64_t branches, leaves, overflows, entries, root;
	/* the key before: the next one must be behind it, or may equal it when it is a separator */
	unsigned char bound[LONGEST_KEY];
	size_t bound_len;
	bool bounded, separator;
};

struct pages {
	int fd;
	const unsigned char *map; /* of the file */
	size_t mapped;
	size_t size;   /* of a page */
	uint64_t last; /* page in use */
	char *seen;    /* a bit for each page met, in a tree or in the list of free ones */
	struct buf *fault;
};

static uint16_t
u16(const unsigned char *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint32_t
u32(const unsigned char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint64_t
u64(const unsigned char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static bool
bad(struct pages *p, uint64_t page, const char *how)
{
	buf_printf(
	    p->fault, "Файл базы повреждён: страница %llu — %s.", (unsigned long long)page, how);
	return false;
}

/* Note that these pages are in use: nothing may use them twice. */
static bool
take_pages(struct pages *p, uint64_t first, uint64_t count)
{
	if (first < META_COUNT || first > p->last || count > p->last - first + 1)
		return bad(p, first, "номер за концом файла");
	for (uint64_t i = first; i < first + count; i++) {
		if (p->seen[i / 8] & 1 << i % 8)
			return bad(p, i, "занята дважды");
		p->seen[i / 8] |= (char)(1 << i % 8);
	}
	return true;
}

/* The first bytes of a page as they lie in the file; NULL: told. */
static const unsigned char *
page_at(struct pages *p, uint64_t number, size_t len)
{
	const unsigned char *page = p->map + number * p->size;

	if (number * p->size + len > p->mapped)
		bad(p, number, "не читается или отрезана");
	else if (u64(page) != number)
		bad(p, number, "чужой номер внутри");
	else
		return page;
	return NULL;
}

static struct tree
tree_read(const unsigned char *at, enum role role)
{
	return (struct tree){.role = role,
	    .flags = u16(at + 4),
	    .depth = u16(at + 6),
	    .branches = u64(at + 8),
	    .leaves = u64(at + 16),
	    .overflows = u64(at + 24),
	    .entries = u64(at + 32),
	    .root = u64(at + 40)};
}

static bool
key_in_order(struct pages *p, uint64_t page, struct tree *t, struct slice key, bool separator)
{
	int c;

	if (key.len == 0 || key.len > LONGEST_KEY)
		return bad(p, page, "недопустимая длина ключа");
	if (t->role ==
	    ROLE_FREE) /* integers, which LMDB compares as such and only writers look up */
		return key.len == sizeof(uint64_t) || bad(p, page, "недопустимая длина ключа");
	c = t->bounded ? slice_compare(slice_make(t->bound, t->bound_len), key) : -1;
	if (c > 0 || (c == 0 && (separator || !t->separator)))
		return bad(p, page, "ключи не по порядку");
	memcpy(t->bound, key.data, key.len);
	t->bound_len = key.len;
	t->bounded = true;
	t->separator = separator;
	return true;
}

static bool check_tree(struct pages *p, struct tree *t);

static bool
check_table(struct pages *p, uint64_t page, struct slice data)
{
	struct tree t;

	if (data.len != TREE_BYTES)
		return bad(p, page, "описание таблицы не той длины");
	t = tree_read(data.data, ROLE_TABLE);
	if (t.flags != 0)
		return bad(p, page, "описание таблицы с неизвестными признаками");
	return check_tree(p, &t);
}

/* Pages given back: count, then as many page numbers. */
static bool
check_free_list(struct pages *p, uint64_t page, struct slice data)
{
	const unsigned char *at = data.data;
	uint64_t count = data.len >= 8 ? u64(at) : 0;

	if (data.len < 8 || data.len % 8 != 0 || count != data.len / 8 - 1)
		return bad(p, page, "испорчен список свободных страниц");
	for (uint64_t i = 1; i <= count; i++)
		if (!take_pages(p, u64(at + i * 8), 1))
			return false;
	return true;
}

/* A value on pages of its own. */
static bool
check_overflow(struct pages *p, struct tree *t, uint64_t first, size_t len)
{
	uint64_t pages = (HEADER - 1 + (uint64_t)len) / p->size + 1;
	const unsigned char *page;

	if (!take_pages(p, first, pages))
		return false;
	page = page_at(p, first, (size_t)pages * p->size);
	if (page == NULL)
		return false;
	if (u16(page + 10) != PAGE_OVERFLOW || u32(page + 12) != pages)
		return bad(p, first, "не то продолжение длинного значения");
	t->overflows -= pages;
	return t->role != ROLE_FREE || check_free_list(p, first, slice_make(page + HEADER, len));
}

static bool
check_leaf_node(
    struct pages *p, struct tree *t, uint64_t page, const unsigned char *node, size_t room)
{
	size_t key = u16(node + 6), len = (size_t)u32(node);
	unsigned flags = u16(node + 4);
	size_t inside = flags == NODE_BIG ? sizeof(uint64_t) : len;
	const unsigned char *data = node + NODE + key;

	if (flags != 0 && flags != NODE_BIG && !(flags == NODE_TREE && t->role == ROLE_MAIN))
		return bad(p, page, "запись с неизвестными признаками");
	if (key > room - NODE || inside > room - NODE - key)
		return bad(p, page, "запись выходит за край");
	if (!key_in_order(p, page, t, slice_make(node + NODE, key), false))
		return false;
	if (t->entries-- == 0)
		return bad(p, page, "записей больше, чем обещано");
	if (flags == NODE_BIG)
		return check_overflow(p, t, u64(data), len);
	if (flags == NODE_TREE)
		return check_table(p, page, slice_make(data, len));
	return t->role != ROLE_FREE || check_free_list(p, page, slice_make(data, len));
}

static bool check_page(struct pages *p, struct tree *t, uint64_t number, unsigned level);

static bool
check_branch_node(struct pages *p, struct tree *t, uint64_t page, const unsigned char *node,
    size_t room, bool first, unsigned level)
{
	size_t key = u16(node + 6);
	uint64_t child = u16(node) | (uint64_t)u16(node + 2) << 16 | (uint64_t)u16(node + 4) << 32;

	if (key > room - NODE)
		return bad(p, page, "запись выходит за край");
	/* The first key of a branch is never looked at. */
	if (!first && !key_in_order(p, page, t, slice_make(node + NODE, key), true))
		return false;
	return check_page(p, t, child, level + 1);
}

static bool
check_nodes(
    struct pages *p, struct tree *t, uint64_t number, const unsigned char *page, unsigned level)
{
	size_t lower = u16(page + 12), upper = u16(page + 14), count, at;
	bool branch = level < t->depth, good = true;

	if (lower < HEADER || lower % 2 != 0 || lower > upper || upper > p->size)
		return bad(p, number, "испорчен заголовок");
	count = (lower - HEADER) / 2;
	if (count < (branch && t->role != ROLE_FREE ? 2 : 1))
		return bad(p, number, "пуста");
	for (size_t i = 0; i < count && good; i++) {
		at = u16(page + HEADER + i * 2);
		if (at < upper || at > p->size - NODE)
			return bad(p, number, "запись выходит за край");
		good = branch
		    ? check_branch_node(p, t, number, page + at, p->size - at, i == 0, level)
		    : check_leaf_node(p, t, number, page + at, p->size - at);
	}
	return good;
}

static bool
check_page(struct pages *p, struct tree *t, uint64_t number, unsigned level)
{
	unsigned wanted = level < t->depth ? PAGE_BRANCH : PAGE_LEAF;
	const unsigned char *page = take_pages(p, number, 1) ? page_at(p, number, p->size) : NULL;

	if (page == NULL)
		return false;
	if (u16(page + 10) != wanted)
		return bad(p, number, "не того вида");
	if (wanted == PAGE_BRANCH)
		t->branches--;
	else
		t->leaves--;
	return check_nodes(p, t, number, page, level);
}

static bool
check_tree(struct pages *p, struct tree *t)
{
	uint64_t root = t->root;

	if (root == NO_PAGE)
		return (t->entries == 0 && t->depth == 0) || bad(p, 0, "таблица без начала");
	if (t->depth < 1 || t->depth > DEEPEST)
		return bad(p, root, "таблица недопустимой глубины");
	if (!check_page(p, t, root, 1))
		return false;
	return (t->entries == 0 && t->branches == 0 && t->leaves == 0 && t->overflows == 0) ||
	    bad(p, root, "в таблице не столько страниц или записей, сколько обещано");
}

/* One of the two headers that take turns. Read twice: a writer may be at it. */
static enum status
read_header(struct pages *p, off_t at, unsigned char header[META_BYTES])
{
	unsigned char again[META_BYTES];

	if (pread(p->fd, header, META_BYTES, at) != META_BYTES ||
	    pread(p->fd, again, META_BYTES, at) != META_BYTES) {
		bad(p, at > 0, "не читается или отрезана");
		return ST_DAMAGED;
	}
	return memcmp(header, again, META_BYTES) == 0 ? ST_OK : ST_CONFLICT;
}

/* The header of this version. */
static enum status
find_header(struct pages *p, uint64_t version, unsigned char header[META_BYTES])
{
	unsigned char other[META_BYTES];
	enum status status = read_header(p, 0, header);

	if (status != ST_OK)
		return status;
	p->size = u32(header + META_TREES);
	status = read_header(p, (off_t)p->size, other);
	if (status != ST_OK)
		return status;
	if (u64(other + META_TXN) == version)
		memcpy(header, other, META_BYTES);
	return u64(header + META_TXN) == version ? ST_OK : ST_CONFLICT;
}

/* As far as the pages in use go, or the file. */
static bool
map_file(struct pages *p)
{
	size_t used = (size_t)((p->last + 1) * p->size);
	struct stat file;
	void *map;

	if (fstat(p->fd, &file) != 0 || file.st_size <= 0)
		return false;
	p->mapped = (uint64_t)file.st_size < used ? (size_t)file.st_size : used;
	map = mmap(
	    NULL, p->mapped, PROT_READ, MAP_SHARED | (used <= ALWAYS ? MAP_POPULATE : 0), p->fd, 0);
	p->map = map != MAP_FAILED ? map : NULL;
	return p->map != NULL;
}

static bool
check_snapshot(struct pages *p, const unsigned char *header)
{
	struct tree unused = tree_read(header + META_TREES, ROLE_FREE);
	struct tree tables = tree_read(header + META_TREES + TREE_BYTES, ROLE_MAIN);

	if (p->size < 256 || p->size > 65536)
		return bad(p, 0, "недопустимый размер страницы");
	p->last = u64(header + META_LAST);
	if (p->last > (uint64_t)INT64_MAX / p->size - 1)
		return bad(p, 0, "недопустимая длина файла");
	if (unused.flags != KEYS_ARE_NUMBERS || tables.flags != 0)
		return bad(p, 0, "неизвестные признаки в заголовке");
	p->seen = calloc(p->last / 8 + 1, 1);
	if (p->seen == NULL || !map_file(p))
		return bad(p, 0, "недопустимая длина файла");
	return check_tree(p, &unused) && check_tree(p, &tables);
}

/* The pages that the snapshot `version` consists of; a read transaction holds it meanwhile, so that
 * they stay as they are. ST_DAMAGED: fault is appended a sentence. ST_CONFLICT: others have
 * committed meanwhile and it cannot be told any more. */
static enum status
check_version(const char *dir, uint64_t version, struct buf *fault)
{
	unsigned char header[META_BYTES];
	char *path = datafile_path(dir, DATA_FILE);
	struct pages p = {.fd = open(path, O_RDONLY | O_CLOEXEC), .fault = fault};
	enum status status;

	free(path);
	if (p.fd < 0) {
		buf_printf(fault, "Файл базы не читается: %s.", reason_of(errno).text);
		return ST_SYSTEM;
	}
	status = find_header(&p, version, header);
	if (status == ST_OK && !check_snapshot(&p, header))
		status = ST_DAMAGED;
	if (p.map != NULL)
		munmap((void *)(uintptr_t)p.map, p.mapped);
	close(p.fd);
	free(p.seen);
	return status;
}

void
pages_warm(const struct store *st)
{
	char *path = datafile_path(store_dir(st), DATA_FILE);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	free(path);
	if (fd < 0)
		return;
	datafile_read_through(fd);
	close(fd);
}

struct txn *
pages_sound_snapshot(struct store *st, struct buf *fault, enum status *status)
{
	struct store_size size;
	struct txn *t = NULL;

	store_size(st, &size);
	if (size.file_bytes > ALWAYS)
		pages_warm(st);
	*status = ST_CONFLICT;
	for (int tries = 0; *status == ST_CONFLICT && tries < MOST_SNAPSHOTS; tries++) {
		txn_abort(t);
		buf_clear(fault);
		t = txn_read(st);
		*status = txn_status(t);
		if (*status == ST_OK)
			*status = check_version(store_dir(st), txn_version(t), fault);
	}
	if (*status == ST_OK)
		return t;
	txn_abort(t);
	return NULL;
}

static enum status
check_now(struct store *st, struct buf *fault)
{
	enum status status;

	txn_abort(pages_sound_snapshot(st, fault, &status));
	return status;
}

/* Others commit faster than we look: nobody is kept from work for that. */
static enum status
tell(const struct store *st, enum status status, const struct buf *fault, struct error *e)
{
	if (status == ST_OK || status == ST_CONFLICT)
		return ST_OK;
	return error_set(e, status,
	    "база в папке «%s» %s. %s Верните копию командой metodaktiv restore ФАЙЛ в пустую "
	    "папку",
	    store_dir(st), status == ST_DAMAGED ? "повреждена" : "не читается", buf_text(fault));
}

enum status
pages_check(struct store *st, struct error *e)
{
	struct buf fault = {0};
	enum status status = tell(st, check_now(st, &fault), &fault, e);

	buf_free(&fault);
	return status;
}

/* Was it looked at today? The mark is a file of no bytes among those of who is at work; where they
 * leave nothing, there is no mark either, and a large file is not looked at. */
static int
open_mark(const char *dir, bool *due)
{
	int here = folder_open(dir, DATAFILE_HERE, false), mark = -1;
	time_t now = time(NULL);
	struct tm then, today;
	struct stat s;

	*due = false;
	if (here < 0)
		return -1;
	mark = openat(here, CHECKED, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (mark >= 0) {
		folder_give(here, mark);
		*due = true;
	} else {
		mark = openat(here, CHECKED, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		*due = mark >= 0 && fstat(mark, &s) == 0 &&
		    localtime_r(&s.st_mtime, &then) != NULL && localtime_r(&now, &today) != NULL &&
		    (then.tm_yday != today.tm_yday || then.tm_year != today.tm_year);
	}
	close(here);
	return mark;
}

static enum status
check_of_the_day(struct store *st, struct error *e)
{
	bool due;
	int mark = open_mark(store_dir(st), &due);
	enum status status = due ? pages_check(st, e) : ST_OK;

	if (status == ST_OK && due)
		futimens(mark, NULL);
	else if (due) /* found again tomorrow, and today */
		futimens(mark, (struct timespec[2]){{0}, {0}});
	if (mark >= 0)
		close(mark);
	return status;
}

/* The file is shorter than its header says. Either it was cut, or the missing tail is pages given
 * back before they were ever written: a look at all pages in use tells. */
static enum status
check_short(struct store *st, off_t short_by, struct error *e)
{
	struct buf fault = {0};
	enum status status = check_now(st, &fault);

	buf_free(&fault);
	if (status != ST_OK)
		return store_error_tell_cut(store_dir(st), e);
	datafile_lengthen(store_dir(st), short_by);
	return ST_OK;
}

enum status
pages_check_opened(struct store *st, off_t short_by, struct error *e)
{
	struct store_size size;

	if (short_by > 0)
		return check_short(st, short_by, e);
	store_size(st, &size);
	return size.used_bytes <= ALWAYS ? pages_check(st, e) : check_of_the_day(st, e);
}
