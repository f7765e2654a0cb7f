/* SPDX-License-Identifier: MIT
 * preview.c - the record under the cursor, beside the list.
 */
#include "screens/record/preview.h"

#include <string.h>

#include "screens/widget/text.h"
#include "service/core/changes.h"
#include "service/record/register.h"

static void
add(struct preview *p, const char *label, const struct buf *text)
{
	if (p->count < PREVIEW_LINES)
		p->lines[p->count++] =
		    (struct preview_line){.label = arena_strdup(&p->arena, label),
			.text = arena_strndup(&p->arena, buf_text(text), text->len)};
}

void
preview_set(struct preview *p, const struct view *v, uint64_t changes, const struct record *r)
{
	size_t n;
	const struct field *const *fields;
	const struct profile *profile = v->session->profile;
	struct buf text = {0};

	if (r != NULL && r->id == p->id && r->stamp == p->stamp && changes == p->changes)
		return;
	p->count = 0;
	arena_clear(&p->arena);
	p->id = r != NULL ? r->id : 0;
	p->stamp = r != NULL ? r->stamp : 0;
	p->changes = changes;
	if (r == NULL)
		return;
	fields = profile_fields(profile, r->kind, &n);
	for (size_t i = 0; i < n; i++) {
		if (record_field_empty(r, fields[i]))
			continue;
		buf_clear(&text);
		register_put_field(v, r, fields[i], &text);
		add(p, profile_label(profile, r->kind, fields[i]), &text);
	}
	buf_free(&text);
}

void
preview_free(struct preview *p)
{
	arena_free(&p->arena);
	p->count = 0;
}

void
preview_draw(const struct preview *p, struct ui *ui, int row, int column, int rows, int columns)
{
	int end = row + rows;

	for (size_t i = 0; i < p->count && row + 1 < end; i++) {
		ui_put(ui, row++, column, columns, STYLE_LABEL, p->lines[i].label);
		row += text_draw(
		    ui, row, column + 1, end - row, columns - 1, STYLE_PLAIN, p->lines[i].text);
	}
}
