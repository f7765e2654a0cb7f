/* SPDX-License-Identifier: MIT
 * buf.h - borrowed bytes (slice) and bytes that grow (buf).
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Borrowed bytes: never freed by the holder. */
struct slice {
	const void *data;
	size_t len;
};

struct slice slice_of(const char *s);
struct slice slice_make(const void *data, size_t len);
bool slice_equal(struct slice a, struct slice b);
bool slice_starts(struct slice s, struct slice prefix);
/* <0, 0, >0 by bytes, a prefix before the longer one: LMDB's own order. */
int slice_compare(struct slice a, struct slice b);

/* Growing bytes; {0} is an empty one. There is always a NUL behind data when data is not NULL. */
struct buf {
	char *data;
	size_t len, cap;
};

void buf_free(struct buf *b);                 /* leaves an empty, usable buf */
void buf_clear(struct buf *b);                /* empties, keeps the memory */
void buf_truncate(struct buf *b, size_t len); /* to its first len bytes; len <= b->len */
void buf_reserve(struct buf *b, size_t more);
/* The first `upto` bytes are not read again: the system has their memory back, at once; what stands
 * behind them stays where it is. */
void buf_forget(struct buf *b, size_t upto);
void buf_put(struct buf *b, const void *data, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_put_slice(struct buf *b, struct slice s);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void
buf_vprintf(struct buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
/* Big-endian integers, as keys hold them. */
void buf_put_be(struct buf *b, uint64_t value, int bytes);
void be_write(void *out, uint64_t value, int bytes);
uint64_t be_read(const void *data, int bytes);

/* The text so far: never NULL; valid until the next change. */
const char *buf_text(const struct buf *b);
struct slice buf_slice(const struct buf *b);
/* Hand the bytes over to the caller, who frees them; the buf is empty afterwards. Never NULL. */
char *buf_detach(struct buf *b);

/* Append everything that can be read from f. false when reading failed (errno tells). */
bool buf_read_file(struct buf *b, FILE *f);

#endif
