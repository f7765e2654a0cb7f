/* SPDX-License-Identifier: MIT
 * roles.c - the table of roles, and permits in words.
 */
#include "service/roles.h"

#include <string.h>

#include "base/fold.h"

static const struct role roles[] = {
    {"administrator", "администратор",
	PERMIT_READ | PERMIT_EDIT | PERMIT_IMPORT | PERMIT_EXPORT | PERMIT_BACKUP |
	    PERMIT_ACCOUNTS | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE,
	"всё, и учётные записи с правилами города"},
    {"clerk", "сотрудник",
	PERMIT_READ | PERMIT_EDIT | PERMIT_IMPORT | PERMIT_EXPORT | PERMIT_BACKUP | PERMIT_JOURNAL |
	    PERMIT_COUNCIL | PERMIT_VOTE,
	"ведёт записи, заседания, таблицы, журнал и копии базы"},
    {"secretary", "секретарь совета",
	PERMIT_READ | PERMIT_EDIT | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE,
	"ведёт записи и заседания, без таблиц"},
    {"chair", "председатель совета", PERMIT_READ | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE,
	"смотрит записи, ведёт заседания, голосует"},
    {"council_member", "член совета", PERMIT_READ | PERMIT_VOTE,
	"смотрит записи, следит за заседанием, голосует"},
    /* A table taken out is a file of personal data nobody watches any more: a viewer only looks. */
    {"viewer", "наблюдатель", PERMIT_READ, "только смотрит: без правки, выгрузки, журнала и копий"},
};

static const struct {
	enum permit permit;
	const char *text;
} permits[] = {
    {PERMIT_READ, "смотреть записи"},
    {PERMIT_EDIT, "вносить и исправлять записи"},
    {PERMIT_IMPORT, "загружать таблицы"},
    {PERMIT_EXPORT, "выгружать таблицы"},
    {PERMIT_BACKUP, "делать копии базы"},
    {PERMIT_ACCOUNTS, "вести учётные записи и правила города"},
    {PERMIT_JOURNAL, "читать журнал"},
    {PERMIT_COUNCIL, "вести заседания совета"},
    {PERMIT_VOTE, "голосовать на заседании совета"},
};

const struct role *
role_list(size_t *count)
{
	*count = sizeof(roles) / sizeof(roles[0]);
	return roles;
}

const struct role *
role_find(const char *id_or_word)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (strcmp(roles[i].id, id_or_word) == 0 ||
		    fold_equal(slice_of(roles[i].word), slice_of(id_or_word)))
			return &roles[i];
	return NULL;
}

void
role_put_names(struct buf *b)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		buf_printf(b, "%s%s (%s)", i > 0 ? ", " : "", roles[i].word, roles[i].id);
}

const char *
permit_text(enum permit permit)
{
	for (size_t i = 0; i < sizeof(permits) / sizeof(permits[0]); i++)
		if (permits[i].permit == permit)
			return permits[i].text;
	return "";
}
