/* SPDX-License-Identifier: MIT
 * profile_blanks.c - the office's own forms: files beside the profile that its papers name.
 */
#include <string.h>

#include "model/profile/profile_parts.h"

const struct profile_blank *
profile_blanks(const struct profile *p, size_t *count)
{
	*count = p->nblanks;
	return p->blanks;
}

static bool
is_known(const struct profile_blank *blanks, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(blanks[i].name, name) == 0)
			return true;
	return false;
}

/* Behind the others, unless it is there. */
static enum status
read_blank(struct profile *p, struct profile_blank *blanks, const char *paper, const char *name,
    const char *file, struct error *e)
{
	const char *slash = strrchr(file, '/');
	struct buf path = {0}, bytes = {0};
	enum status st = ST_OK;

	if (name[0] == '\0' || is_known(blanks, p->nblanks, name))
		return ST_OK;
	buf_put(&path, file, slash != NULL ? (size_t)(slash + 1 - file) : 0);
	buf_puts(&path, name);
	if (!profile_is_file(buf_text(&path)))
		st = error_set(e, ST_NOTFOUND, "бумага %s: бланка нет: файла «%s» рядом с профилем",
		    paper, buf_text(&path));
	else
		st = profile_read_file(&bytes, buf_text(&path), e);
	if (st == ST_OK)
		blanks[p->nblanks++] = (struct profile_blank){.name = name,
		    .bytes = slice_make(
			arena_strndup(&p->arena, buf_text(&bytes), bytes.len), bytes.len)};
	buf_free(&path);
	buf_free(&bytes);
	return st;
}

enum status
blanks_read(struct profile *p, const char *file, struct error *e)
{
	struct profile_blank *blanks =
	    arena_alloc(&p->arena, (2 * p->npapers + 1) * sizeof(*blanks));
	enum status st = ST_OK;

	p->blanks = blanks;
	for (size_t i = 0; i < p->npapers && st == ST_OK; i++) {
		const struct paper *paper = p->papers[i];

		st = read_blank(p, blanks, paper->id, paper->docx, file, e);
		if (st == ST_OK)
			st = read_blank(p, blanks, paper->id, paper->odt, file, e);
	}
	return st;
}
