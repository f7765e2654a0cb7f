/* SPDX-License-Identifier: MIT
 * keys.c - fuzz target: any bytes, in any pieces and with any pauses, as keys.
 *
 * Of the input, a byte below 32 gives the length of the next piece, and the one behind it the pause
 * (in 16 ms) before it. Every byte must be used up in the end, and no key may come out of nothing.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "screens/term/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ESCAPE_DELAY = 100, PAUSE = 16, PIECE = 32, LONG = 10000 };

static void
check_key(const struct keys *k, const struct key *key)
{
	struct buf text = {0};

	if (key->code == K_CHARACTER)
		utf8_put(&text, key->ch);
	if (key->code == K_CHARACTER && (text.len == 0 || key->ch < ' ' || key->ch == 0x7F))
		abort();
	if (key->code == K_FUNCTION && (key->ch < 1 || key->ch > 12))
		abort();
	if (key->code == K_PASTED && keys_pasted(k).len > KEYS_PASTE_MAX)
		abort();
	buf_free(&text);
}

/* Take all keys there are; returns how many. */
static size_t
take_keys(struct keys *k, int64_t now)
{
	struct key key;
	size_t n = 0;

	for (; keys_next(k, now, &key); n++)
		check_key(k, &key);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keys *k = keys_new(ESCAPE_DELAY);
	size_t at = 0, taken = 0;
	int64_t now = 0;

	keys_define(k, "\033[29~", (struct key){K_FUNCTION, 12});
	while (at < size) {
		size_t n = size - at;

		if (data[at] < PIECE && n > 2) {
			now += data[at + 1] * PAUSE;
			n = data[at] < n - 2 ? data[at] : n - 2;
			at += 2;
		}
		taken += take_keys(k, now);
		keys_feed(k, (const char *)data + at, n, now);
		taken += take_keys(k, now);
		if (keys_wait(k, now) > KEYS_PASTE_PATIENCE)
			abort();
		at += n;
	}
	for (int i = 0; i < 3; i++)
		taken += take_keys(k, now += LONG);
	if (keys_wait(k, now) != -1 || taken > size)
		abort();
	keys_free(k);
	return 0;
}
