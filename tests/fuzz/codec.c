/* SPDX-License-Identifier: MIT
 * codec.c - fuzz target: any bytes as a record's image.
 *
 * The first byte chooses the kind. What is read must be written and read back as the same record,
 * and the same bytes must come out again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "db/record/codec.h"
#include "db/record/key.h"
#include "db/record/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
write_image(struct buf *b, const struct record *r)
{
	struct buf body = {0};
	size_t pairs = codec_put_body(&body, r);

	buf_clear(b);
	codec_put_image(b, r->stamp, buf_slice(&body), pairs);
	buf_free(&body);
}

static void
expect(bool holds)
{
	if (!holds)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = {0}, twice = {0};
	struct record *r, *again;
	enum kind kind;

	if (size < 1)
		return 0;
	kind = (enum kind)(data[0] % KIND_COUNT);
	r = record_new(kind);
	again = record_new(kind);
	if (codec_get(r, slice_make(data + 1, size - 1)) == ST_OK) {
		write_image(&once, r);
		expect(codec_get(again, buf_slice(&once)) == ST_OK);
		expect(record_equal(r, again) && r->stamp == again->stamp);
		write_image(&twice, again);
		expect(slice_equal(buf_slice(&once), buf_slice(&twice)));
		buf_clear(&once);
		search_put_text(&once, r);
	}
	record_free(r);
	record_free(again);
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
