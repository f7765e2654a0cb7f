/* SPDX-License-Identifier: MIT
 * unzip.c - the directory at an archive's end, and what it points to. (PKWARE APPNOTE 4.3)
 */
#include "document/writers/unzip.h"

#include <string.h>
#include <zlib.h>

enum {
	ENCRYPTED = 1,
	END_SIZE = 22,
	LINE_SIZE = 46,
	HEAD_SIZE = 30,
	COMMENT_MOST = 0xFFFF,
	FILES_MOST = 4096
};

static size_t
le(const char *at, int bytes)
{
	size_t value = 0;

	while (bytes > 0)
		value = value << 8 | (unsigned char)at[--bytes];
	return value;
}

/* The directory's end, from behind: a comment may follow. NULL: none. */
static const char *
find_end(struct slice bytes)
{
	const char *data = bytes.data;

	for (size_t back = END_SIZE; back <= bytes.len && back <= END_SIZE + COMMENT_MOST; back++)
		if (memcmp(data + bytes.len - back, "PK\5\6", 4) == 0)
			return data + bytes.len - back;
	return NULL;
}

/* A line of the directory, whose file has to lie within the archive. */
static bool
read_line(struct unzip *z, struct slice bytes, const char *line, struct zip_copy *out)
{
	const char *data = bytes.data;
	size_t packed = le(line + 20, 4), name = le(line + 28, 2), at = le(line + 42, 4), head;

	*out = (struct zip_copy){.flags = le(line + 8, 2),
	    .method = le(line + 10, 2),
	    .sum = le(line + 16, 4),
	    .size = le(line + 24, 4),
	    .name = arena_strndup(&z->arena, line + LINE_SIZE, name)};
	if ((out->flags & ENCRYPTED) != 0 ||
	    (out->method != ZIP_STORED && out->method != ZIP_DEFLATED) ||
	    strlen(out->name) != name || at > bytes.len || bytes.len - at < HEAD_SIZE ||
	    memcmp(data + at, "PK\3\4", 4) != 0)
		return false;
	head = HEAD_SIZE + le(data + at + 26, 2) + le(data + at + 28, 2);
	if (bytes.len - at < head || bytes.len - at - head < packed)
		return false;
	out->packed = slice_make(data + at + head, packed);
	return true;
}

bool
unzip_open(struct unzip *z, struct slice bytes)
{
	const char *end = find_end(bytes), *line, *data = bytes.data;
	size_t count, at;

	*z = (struct unzip){.count = 0};
	if (end == NULL)
		return false;
	count = le(end + 10, 2);
	at = le(end + 16, 4);
	if (count > FILES_MOST || at > (size_t)(end - data))
		return false;
	z->files = arena_alloc(&z->arena, (count + 1) * sizeof(*z->files));
	for (line = data + at; z->count < count; z->count++) {
		size_t left = (size_t)(end - line), len;

		if (left < LINE_SIZE || memcmp(line, "PK\1\2", 4) != 0)
			return false;
		len = LINE_SIZE + le(line + 28, 2) + le(line + 30, 2) + le(line + 32, 2);
		if (left < len || !read_line(z, bytes, line, &z->files[z->count]))
			return false;
		line += len;
	}
	return true;
}

void
unzip_free(struct unzip *z)
{
	arena_free(&z->arena);
	*z = (struct unzip){.count = 0};
}

static bool
inflate_into(const struct zip_copy *file, struct buf *out)
{
	z_stream stream = {0};
	int end;

	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return false;
	buf_reserve(out, file->size + 1);
	stream.next_in = (z_const Bytef *)(uintptr_t)file->packed.data;
	stream.avail_in = (uInt)file->packed.len;
	stream.next_out = (Bytef *)out->data + out->len;
	stream.avail_out = (uInt)file->size + 1;
	end = inflate(&stream, Z_FINISH);
	inflateEnd(&stream);
	if (end != Z_STREAM_END || stream.total_out != file->size)
		return false;
	out->len += file->size;
	out->data[out->len] = '\0';
	return true;
}

bool
unzip_put(const struct zip_copy *file, size_t most, struct buf *out)
{
	size_t before = out->len;

	if (file->size > most || (file->method == ZIP_STORED && file->packed.len != file->size))
		return false;
	if (file->method == ZIP_STORED)
		buf_put_slice(out, file->packed);
	else if (!inflate_into(file, out))
		return false;
	return crc32(0, (const Bytef *)buf_text(out) + before, (uInt)file->size) == file->sum;
}
