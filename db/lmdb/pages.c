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
#include <unistd.h>

#include "base/die.h"
#include "base/reason.h"
#include "db/lmdb/datafile.h"
#include "db/lmdb/store_errors.h"

enum { HEADER = 16, NODE = 8, LONGEST_KEY = 511, DEEPEST = 32, TREE_BYTES = 48, META_BYTES = 152 };
enum { META_TREES = 40, META_LAST = 136, META_TXN = 144, META_COUNT = 2 };
enum { PAGE_BRANCH = 1, PAGE_LEAF = 2, PAGE_OVERFLOW = 4 };
enum { MOST_SNAPSHOTS = 100 };
enum { NODE_BIG = 1, NODE_TREE = 2 };
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

static bool
read_page(struct pages *p, uint64_t number, unsigned char *out, size_t len)
{
	if (pread(p->fd, out, len, (off_t)(number * p->size)) != (ssize_t)len)
		return bad(p, number, "не читается или отрезана");
	if (u64(out) != number)
		return bad(p, number, "чужой номер внутри");
	return true;
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

/* A value on pages of its own; read only when its content matters here. */
static bool
check_overflow(struct pages *p, struct tree *t, uint64_t first, size_t len)
{
	unsigned char header[HEADER], last, *whole;
	uint64_t pages = (HEADER - 1 + (uint64_t)len) / p->size + 1;
	bool good;

	if (!take_pages(p, first, pages) || !read_page(p, first, header, HEADER))
		return false;
	if (u16(header + 10) != PAGE_OVERFLOW || u32(header + 12) != pages)
		return bad(p, first, "не то продолжение длинного значения");
	if (pread(p->fd, &last, 1, (off_t)((first + pages) * p->size - 1)) != 1)
		return bad(p, first, "длинное значение отрезано");
	t->overflows -= pages;
	if (t->role != ROLE_FREE)
		return true;
	whole = xmalloc(HEADER + len);
	good = read_page(p, first, whole, HEADER + len) &&
	    check_free_list(p, first, slice_make(whole + HEADER, len));
	free(whole);
	return good;
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
	unsigned char *page;
	bool good;

	if (!take_pages(p, number, 1))
		return false;
	page = xmalloc(p->size);
	good = read_page(p, number, page, p->size);
	if (good && u16(page + 10) != wanted)
		good = bad(p, number, "не того вида");
	if (wanted == PAGE_BRANCH)
		t->branches--;
	else
		t->leaves--;
	good = good && check_nodes(p, t, number, page, level);
	free(page);
	return good;
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

static bool
check_snapshot(struct pages *p, const unsigned char *header)
{
	struct tree unused = tree_read(header + META_TREES, ROLE_FREE);
	struct tree tables = tree_read(header + META_TREES + TREE_BYTES, ROLE_MAIN);

	if (p->size < 256 || p->size > 65536)
		return bad(p, 0, "недопустимый размер страницы");
	p->last = u64(header + META_LAST);
	if (p->last > (uint64_t)INT64_MAX / p->size)
		return bad(p, 0, "недопустимая длина файла");
	p->seen = calloc(p->last / 8 + 1, 1);
	if (p->seen == NULL)
		return bad(p, 0, "недопустимая длина файла");
	return check_tree(p, &unused) && check_tree(p, &tables);
}

/* The pages that the snapshot `version` consists of; a read transaction holds it meanwhile, so that
 * they stay as they are. ST_DAMAGED: fault is appended a sentence. ST_CONFLICT: others have
 * committed meanwhile and it cannot be told any more. */
static enum status
pages_check(const char *dir, uint64_t version, struct buf *fault)
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
	close(p.fd);
	free(p.seen);
	return status;
}

struct txn *
pages_sound_snapshot(struct store *st, struct buf *fault, enum status *status)
{
	struct txn *t = NULL;

	*status = ST_CONFLICT;
	for (int tries = 0; *status == ST_CONFLICT && tries < MOST_SNAPSHOTS; tries++) {
		txn_abort(t);
		buf_clear(fault);
		t = txn_read(st);
		*status = txn_status(t);
		if (*status == ST_OK)
			*status = pages_check(store_dir(st), txn_version(t), fault);
	}
	if (*status == ST_OK)
		return t;
	txn_abort(t);
	return NULL;
}

enum status
pages_check_short(struct store *st, struct error *e)
{
	struct buf fault = {0};
	enum status status;

	txn_abort(pages_sound_snapshot(st, &fault, &status));
	buf_free(&fault);
	return status == ST_OK ? ST_OK : store_error_tell_cut(store_dir(st), e);
}
