/* SPDX-License-Identifier: MIT
 * key_told.c - what is said of keys that mean nothing, and the trace of all.
 */
#include "screens/app/key_told.h"

#include "base/trace.h"

void
key_put_unknown(const struct key *key, struct buf *out)
{
	struct buf name = {0};

	action_put_pressed(key, &name);
	if (name.len > 0)
		buf_printf(out, "Клавиша %s здесь ничего не значит.", buf_text(&name));
	else
		buf_puts(out, "Эта клавиша здесь ничего не значит.");
	buf_puts(out, " Что можно сделать, говорит F1.");
	buf_free(&name);
}

bool
key_is_refused(const struct key *key, bool in_text, struct buf *why)
{
	if (key->code == K_BROKEN)
		buf_printf(why,
		    "PuTTY: Window > Translation > UTF-8. Байт 0x%02X — не буква UTF-8.",
		    (unsigned)key->ch);
	else if (key->code == K_PASTED && !in_text)
		buf_puts(why,
		    "Вставка принимается только в поле или в строку поиска; здесь она не "
		    "выполнена.");
	else
		return false;
	return true;
}

/* A letter says only that it is one: what a clerk types is nobody else's business. */
void
key_trace(const struct key *key)
{
	struct buf name = {0};

	if (key->code != K_CHARACTER && key->code != K_PASTED)
		action_put_pressed(key, &name);
	trace("key", name.len > 0 ? buf_text(&name) : "letter");
	buf_free(&name);
}
