/* SPDX-License-Identifier: MIT
 * typed.c - what comes from the keyboard or a paste, made fit for a field.
 */
#include "screens/term/typed.h"

#include <string.h>

#include "base/utf8.h"

static bool
is_invisible(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	    (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF;
}

/* One character of a paste; *gap: the last thing put was a blank made of a line end. */
static void
put_clean(struct buf *out, uint32_t cp, bool lines, bool *gap, struct cleaned *what)
{
	bool line_end = cp == '\n' || cp == '\t' || cp == 0x2028 || cp == 0x2029;

	if (line_end && lines) {
		buf_putc(out, cp == '\t' ? '\t' : '\n');
	} else if (line_end) {
		what->breaks++;
		if (!*gap)
			buf_putc(out, ' ');
	} else if (cp == UTF8_BAD) {
		what->broken++;
	} else if (is_invisible(cp)) {
		what->invisible++;
	} else if (utf8_is_forbidden(cp, false)) {
		what->controls++;
	} else {
		utf8_put(out, cp);
	}
	*gap = line_end;
}

void
typed_clean(struct buf *out, struct slice text, bool lines, struct cleaned *what)
{
	const char *p = text.data, *end = p + text.len;
	struct buf plain = {0};
	bool gap = false;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == '\r') {
			cp = '\n';
			if (p < end && *p == '\n')
				p++;
		}
		put_clean(&plain, cp, lines, &gap, what);
	}
	utf8_put_nfc(out, buf_slice(&plain));
	buf_free(&plain);
}

size_t
typed_offset(const char *s, size_t n)
{
	const char *p = s, *end = s + strlen(s);

	while (n-- > 0 && p < end)
		utf8_next(&p, end);
	return (size_t)(p - s);
}

void
typed_limit(struct buf *b, size_t limit, struct cleaned *what)
{
	size_t count = utf8_count(buf_text(b));

	if (count <= limit)
		return;
	what->cut += count - limit;
	b->len = typed_offset(b->data, limit);
	b->data[b->len] = '\0';
}

static void
put_count(struct buf *out, bool *first, const char *word, size_t count)
{
	if (count == 0)
		return;
	buf_printf(out, "%s%s — %zu", *first ? "" : ", ", word, count);
	*first = false;
}

void
typed_put_told(struct buf *out, const struct cleaned *what)
{
	bool first = true;

	if (what->breaks > 0)
		buf_printf(out, "Переносы и табуляции стали пробелами: %zu.", what->breaks);
	if (what->controls + what->invisible + what->broken + what->cut == 0)
		return;
	buf_printf(out, "%sНе вставлено: ", out->len > 0 ? " " : "");
	put_count(out, &first, "управляющих знаков", what->controls);
	put_count(out, &first, "невидимых знаков", what->invisible);
	put_count(out, &first, "испорченных байтов", what->broken);
	put_count(out, &first, "знаков сверх предела", what->cut);
	buf_putc(out, '.');
}

uint32_t
typed_compose(uint32_t base, uint32_t mark)
{
	struct buf apart = {0}, whole = {0};
	const char *p;
	uint32_t cp;

	utf8_put(&apart, base);
	utf8_put(&apart, mark);
	utf8_put_nfc(&whole, buf_slice(&apart));
	p = buf_text(&whole);
	cp = utf8_next(&p, whole.data + whole.len);
	if (p != whole.data + whole.len)
		cp = 0;
	buf_free(&apart);
	buf_free(&whole);
	return cp;
}

bool
typed_is_mark(uint32_t cp)
{
	return utf8_columns(cp) == 0 && !is_invisible(cp) && !utf8_is_forbidden(cp, false);
}
