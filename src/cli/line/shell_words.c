/* SPDX-License-Identifier: MIT
 * shell_words.c - splitting a line into words with the shell's three ways of quoting.
 */
#include "cli/line/shell_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
add_word(struct shell_words *words, struct buf *word)
{
	words->word = xrealloc(words->word, (words->count + 2) * sizeof(*words->word));
	words->word[words->count++] = buf_detach(word);
	words->word[words->count] = NULL;
}

/* '…' from behind its first quote; behind its last one, or NULL. */
static const char *
take_single(const char *p, struct buf *word)
{
	const char *end = strchr(p, '\'');

	if (end == NULL)
		return NULL;
	buf_put(word, p, (size_t)(end - p));
	return end + 1;
}

static const char *
take_double(const char *p, struct buf *word)
{
	for (; *p != '"'; p++) {
		if (*p == '\\' && p[1] != '\0' && strchr("$`\"\\\n", p[1]) != NULL) {
			p++;
			if (*p == '\n')
				continue;
		}
		if (*p == '\0')
			return NULL;
		buf_putc(word, *p);
	}
	return p + 1;
}

/* A backslash outside of quotes, from behind it. */
static const char *
take_escaped(const char *p, struct buf *word)
{
	if (*p == '\0')
		return NULL;
	if (*p != '\n')
		buf_putc(word, *p);
	return p + 1;
}

/* One quoted piece or one byte of a word. */
static const char *
take_piece(const char *p, struct buf *word)
{
	switch (*p) {
	case '\'':
		return take_single(p + 1, word);
	case '"':
		return take_double(p + 1, word);
	case '\\':
		return take_escaped(p + 1, word);
	default:
		buf_putc(word, *p);
		return p + 1;
	}
}

enum status
shell_words_split(struct shell_words *out, const char *line, struct error *e)
{
	struct buf word = {0};
	const char *p = line;

	*out = (struct shell_words){0};
	for (;;) {
		while (is_blank(*p))
			p++;
		if (*p == '\0')
			break;
		for (buf_clear(&word); *p != '\0' && !is_blank(*p);) {
			if (strchr(";&|<>()", *p) != NULL)
				goto operator;
			p = take_piece(p, &word);
			if (p == NULL)
				goto unfinished;
		}
		add_word(out, &word);
	}
	return ST_OK;
	operator: buf_free(&word);
	return error_set(e, ST_DENIED,
	    "здесь нет оболочки: «%c» может стоять только внутри кавычек; в одной команде одно "
	    "действие, файлы идут через стандартный ввод и вывод на вашей машине",
	    *p);
unfinished:
	buf_free(&word);
	return error_set(e, ST_USAGE, "кавычка не закрыта, или после обратной черты ничего нет");
}

void
shell_words_free(struct shell_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->word[i]);
	free(words->word);
	*words = (struct shell_words){0};
}
