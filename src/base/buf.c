/* SPDX-License-Identifier: MIT
 * buf.c - slices and growing buffers.
 */
#include "base/buf.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/die.h"

struct slice
slice_of(const char *s)
{
	return (struct slice){.data = s, .len = strlen(s)};
}

struct slice
slice_make(const void *data, size_t len)
{
	return (struct slice){.data = data, .len = len};
}

bool
slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool
slice_starts(struct slice s, struct slice prefix)
{
	return s.len >= prefix.len &&
	    (prefix.len == 0 || memcmp(s.data, prefix.data, prefix.len) == 0);
}

int
slice_compare(struct slice a, struct slice b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int c = common > 0 ? memcmp(a.data, b.data, common) : 0;

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}

void
buf_clear(struct buf *b)
{
	buf_truncate(b, 0);
}

void
buf_truncate(struct buf *b, size_t len)
{
	b->len = len;
	if (b->data != NULL)
		b->data[len] = '\0';
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1, cap = b->cap > 0 ? b->cap : 64;

	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->data = xrealloc(b->data, cap);
	b->cap = cap;
}

/* Of pages that are wholly among them; a page of zeros takes their place when it is read after all.
 */
void
buf_forget(struct buf *b, size_t upto)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)b->data + page - 1) / page * page;
	uintptr_t to = ((uintptr_t)b->data + upto) / page * page;

	if (b->data != NULL && to > from)
		madvise(b->data + (from - (uintptr_t)b->data), to - from, MADV_DONTNEED);
}

void
buf_put(struct buf *b, const void *data, size_t len)
{
	buf_reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_put_slice(struct buf *b, struct slice s)
{
	buf_put(b, s.data, s.len);
}

void
buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	size_t room;
	int n;

	buf_reserve(b, 32); /* enough for most, so that one pass does */
	room = b->cap - b->len;
	va_copy(again, args);
	n = vsnprintf(b->data + b->len, room, format, args);
	if (n >= 0 && (size_t)n >= room) {
		buf_reserve(b, (size_t)n);
		vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
	}
	va_end(again);
	if (n > 0)
		b->len += (size_t)n;
	b->data[b->len] = '\0';
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

void
be_write(void *out, uint64_t value, int bytes)
{
	unsigned char *p = out;

	for (int i = 0; i < bytes; i++)
		p[i] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
}

void
buf_put_be(struct buf *b, uint64_t value, int bytes)
{
	unsigned char be[8];

	be_write(be, value, bytes);
	buf_put(b, be, (size_t)bytes);
}

uint64_t
be_read(const void *data, int bytes)
{
	const unsigned char *p = data;
	uint64_t value = 0;

	if (bytes == (int)sizeof(value)) { /* ids: read by the million */
		memcpy(&value, data, sizeof(value));
		return be64toh(value);
	}
	for (int i = 0; i < bytes; i++)
		value = value << 8 | p[i];
	return value;
}

const char *
buf_text(const struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){.data = buf_text(b), .len = b->len};
}

char *
buf_detach(struct buf *b)
{
	char *data;

	buf_reserve(b, 0);
	data = b->data;
	data[b->len] = '\0';
	*b = (struct buf){0};
	return data;
}

bool
buf_read_file(struct buf *b, FILE *f)
{
	size_t n;

	do {
		buf_reserve(b, 65536);
		n = fread(b->data + b->len, 1, b->cap - b->len - 1, f);
		b->len += n;
		b->data[b->len] = '\0';
	} while (n > 0);
	return ferror(f) == 0;
}
