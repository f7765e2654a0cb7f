/* SPDX-License-Identifier: MIT
 * clipboard.c - OSC 52 ; c ; base64 BEL (xterm's ctlseqs).
 */
#include "screens/term/clipboard.h"

#include <sodium.h>

bool
clipboard_put(struct buf *out, struct slice text)
{
	size_t room = sodium_base64_encoded_len(text.len, sodium_base64_VARIANT_ORIGINAL);

	if (text.len > CLIPBOARD_MOST)
		return false;
	buf_puts(out, "\033]52;c;");
	buf_reserve(out, room);
	sodium_bin2base64(
	    out->data + out->len, room, text.data, text.len, sodium_base64_VARIANT_ORIGINAL);
	out->len += room - 1;
	buf_putc(out, '\007');
	return true;
}
