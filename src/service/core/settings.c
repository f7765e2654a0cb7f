/* SPDX-License-Identifier: MIT
 * settings.c - one draft that is none, of all settings of an account.
 */
#include "service/core/settings.h"

#include <string.h>

#include "db/record/draft.h"

static const struct draft_name settings = {.kind = KIND_PEOPLE, .work = DRAFT_SETTINGS};

void
settings_get(struct session *s, const char *name, struct buf *out)
{
	struct draft d = {0};

	if (!draft_load(s->store, s->account.name, settings, &d))
		return;
	for (size_t i = 0; i < d.count; i++)
		if (strcmp(d.fields[i].id, name) == 0)
			buf_puts(out, d.fields[i].text);
	draft_free(&d);
}

void
settings_put(struct session *s, const char *name, const char *text)
{
	struct draft before = {0}, now = {.of = settings};

	if (draft_load(s->store, s->account.name, settings, &before)) {
		for (size_t i = 0; i < before.count; i++)
			if (strcmp(before.fields[i].id, name) != 0)
				draft_put(&now, before.fields[i].id, before.fields[i].text);
		draft_free(&before);
	}
	if (text[0] != '\0')
		draft_put(&now, name, text);
	draft_save(s->store, s->account.name, &now, NULL);
	draft_free(&now);
}
