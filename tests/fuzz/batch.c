/* SPDX-License-Identifier: MIT
 * batch.c - fuzz target: any bytes as what a town sends to its region, sealed by the trailer that
 * belongs to them, so that what stands behind the hash is reached too.
 */
#include "region/batch/batch.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
seal(struct buf *b)
{
	unsigned char hash[32];
	char hex[65];
	int rows = 0;

	if (b->len > 0 && b->data[b->len - 1] != '\n')
		buf_putc(b, '\n');
	for (const char *line = buf_text(b), *end; (end = strchr(line, '\n')) != NULL;
	     line = end + 1)
		rows += strncmp(line, "{\"op\":", 6) == 0;
	crypto_generichash(hash, sizeof(hash), (const unsigned char *)buf_text(b), b->len, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	buf_printf(b, "{\"end\":true,\"rows\":%d,\"hash\":\"%s\"}\n", rows, hex);
}

/* Every value that is there is a text, and a row knows what it is. */
static enum status
look_at_row(void *context, const struct batch_row *row, struct error *e)
{
	const struct batch_head *h = context;
	size_t len = 0;

	(void)e;
	for (int i = 0;
	     i < (h->level == BATCH_ROSTER ? (int)BATCH_ROSTER_COLUMNS : (int)BATCH_COLUMNS); i++)
		len += row->values[i] != NULL ? strlen(row->values[i]) : 0;
	if (h->level == BATCH_FACTS && (row->values[BATCH_ID] == NULL || len == 0))
		abort();
	return ST_OK;
}

static enum status
look_at_judge(void *context, const struct batch_judge *j, struct error *e)
{
	(void)context;
	(void)e;
	if (j->scope == NULL || j->code == NULL || j->staff < -1)
		abort();
	return ST_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf bytes = {0};
	struct error e = {0};
	struct batch *b;
	FILE *f;

	if (sodium_init() < 0)
		abort();
	buf_put(&bytes, data, size);
	seal(&bytes);
	f = fmemopen(bytes.data, bytes.len, "r");
	if (f == NULL)
		abort();
	if (batch_read(&b, f, "fuzz", &e) == ST_OK) {
		struct batch_taker taker = {.row = look_at_row,
		    .judge = look_at_judge,
		    .context = (void *)(uintptr_t)batch_head(b)};

		if (batch_each(b, &taker, &e) != ST_OK)
			abort(); /* what was good the first time is so again */
		batch_close(b);
	} else if (e.text[0] == '\0') {
		abort();
	}
	fclose(f);
	buf_free(&bytes);
	return 0;
}
