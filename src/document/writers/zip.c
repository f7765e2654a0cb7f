/* SPDX-License-Identifier: MIT
 * zip.c - an archive as office documents are. (PKWARE APPNOTE 4.3)
 */
#include "document/writers/zip.h"

#include <string.h>
#include <zlib.h>

#include "base/die.h"

enum { VERSION_NEEDED = 20, FIRST_DAY = 0x21 /* 01.01.1980 */ };

static void
put_le(struct buf *out, size_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_putc(out, (char)(value & 0xFF));
}

/* What the header of a file and its line in the directory have in common. */
struct entry {
	size_t flags, method, sum, packed, size, name;
};

static void
put_entry(struct buf *out, const struct entry *e)
{
	put_le(out, VERSION_NEEDED, 2);
	put_le(out, e->flags, 2); /* sizes stand here, not behind the bytes */
	put_le(out, e->method, 2);
	put_le(out, 0, 2); /* time */
	put_le(out, FIRST_DAY, 2);
	put_le(out, e->sum, 4);
	put_le(out, e->packed, 4);
	put_le(out, e->size, 4);
	put_le(out, e->name, 2);
	put_le(out, 0, 2); /* extra */
}

enum { NAME_IS_UTF8 = 1 << 11 };

void
zip_add_copy(struct zip *z, const struct zip_copy *file)
{
	const char *name = file->name;
	struct slice packed = file->packed;
	size_t at = z->out->len - z->start;
	struct entry e = {.flags = file->flags & NAME_IS_UTF8,
	    .method = file->method,
	    .sum = file->sum,
	    .packed = packed.len,
	    .size = file->size,
	    .name = strlen(name)};

	put_le(z->out, 0x04034b50, 4);
	put_entry(z->out, &e);
	buf_puts(z->out, name);
	buf_put_slice(z->out, packed);

	put_le(&z->directory, 0x02014b50, 4);
	put_le(&z->directory, VERSION_NEEDED, 2);
	put_entry(&z->directory, &e);
	put_le(&z->directory, 0, 2); /* comment */
	put_le(&z->directory, 0, 2); /* disk */
	put_le(&z->directory, 0, 2); /* attributes, two kinds */
	put_le(&z->directory, 0, 4);
	put_le(&z->directory, at, 4);
	buf_puts(&z->directory, name);
	z->count++;
}

static void
put_file(struct zip *z, const char *name, size_t method, struct slice packed, struct slice bytes)
{
	zip_add_copy(z,
	    &(struct zip_copy){.name = name,
		.method = method,
		.sum = crc32(0, bytes.data, (uInt)bytes.len),
		.size = bytes.len,
		.packed = packed});
}

void
zip_begin(struct zip *z, struct buf *out)
{
	*z = (struct zip){.out = out, .start = out->len};
}

void
zip_store(struct zip *z, const char *name, struct slice bytes)
{
	put_file(z, name, ZIP_STORED, bytes, bytes);
}

void
zip_add(struct zip *z, const char *name, struct slice bytes)
{
	z_stream stream = {0};
	struct buf packed = {0};

	if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		die("не хватает памяти");
	buf_reserve(&packed, deflateBound(&stream, bytes.len));
	stream.next_in = (z_const Bytef *)(uintptr_t)bytes.data;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = (Bytef *)packed.data;
	stream.avail_out = (uInt)packed.cap;
	deflate(&stream, Z_FINISH); /* at once: there is room for the worst */
	put_file(z, name, ZIP_DEFLATED, slice_make(packed.data, stream.total_out), bytes);
	deflateEnd(&stream);
	buf_free(&packed);
}

void
zip_add_parts(struct zip *z, const struct page *p, const struct zip_part *parts, size_t count)
{
	struct buf bytes = {0};

	for (size_t i = 0; i < count; i++) {
		buf_clear(&bytes);
		parts[i].put(&bytes, p);
		zip_add(z, parts[i].name, buf_slice(&bytes));
	}
	buf_free(&bytes);
}

void
zip_end(struct zip *z)
{
	size_t at = z->out->len - z->start, size = z->directory.len;

	buf_put_slice(z->out, buf_slice(&z->directory));
	put_le(z->out, 0x06054b50, 4);
	put_le(z->out, 0, 4); /* disks */
	put_le(z->out, z->count, 2);
	put_le(z->out, z->count, 2);
	put_le(z->out, size, 4);
	put_le(z->out, at, 4);
	put_le(z->out, 0, 2); /* comment */
	buf_free(&z->directory);
}
