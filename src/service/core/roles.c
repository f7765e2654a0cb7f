/* SPDX-License-Identifier: MIT
 * roles.c - the table of roles, and permits in words.
 */
#include "service/core/roles.h"

#include <string.h>

#include "base/fold.h"

static const struct role roles[] = {
    {.id = "administrator",
	.word = "администратор",
	.permits = PERMIT_READ | PERMIT_EDIT | PERMIT_IMPORT | PERMIT_EXPORT | PERMIT_BACKUP |
	    PERMIT_ACCOUNTS | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE | PERMIT_UPKEEP |
	    PERMIT_PRINT,
	.about = "всё, и учётные записи с правилами города"},
    {.id = "clerk",
	.word = "сотрудник",
	.permits = PERMIT_READ | PERMIT_EDIT | PERMIT_IMPORT | PERMIT_EXPORT | PERMIT_BACKUP |
	    PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE | PERMIT_PRINT,
	.about = "ведёт записи, заседания, таблицы, журнал и копии базы"},
    {.id = "secretary",
	.word = "секретарь совета",
	.permits = PERMIT_READ | PERMIT_EDIT | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE |
	    PERMIT_PRINT,
	.about = "ведёт записи и заседания, без таблиц"},
    {.id = "chair",
	.word = "председатель совета",
	.permits = PERMIT_READ | PERMIT_JOURNAL | PERMIT_COUNCIL | PERMIT_VOTE | PERMIT_PRINT,
	.about = "смотрит записи, ведёт заседания, голосует"},
    {.id = "head",
	.word = "руководитель",
	.permits = PERMIT_READ | PERMIT_PRINT | PERMIT_EXPORT | PERMIT_JOURNAL,
	.about = "видит всё, печатает, выгружает, читает журнал; ничего не меняет"},
    {.id = "council_member",
	.word = "член совета",
	.permits = PERMIT_READ | PERMIT_VOTE,
	.about = "смотрит записи, следит за заседанием, голосует"},
    /* A table taken out is a file of personal data nobody watches any more: a viewer only looks. */
    {.id = "viewer",
	.word = "наблюдатель",
	.permits = PERMIT_READ,
	.about = "только смотрит: без правки, печати, выгрузки, журнала и копий"},
};
_Static_assert(sizeof(roles) / sizeof(roles[0]) <= ROLES_MAX, "callers keep room for so many");

static const struct {
	enum permit permit;
	const char *text;
} permits[] = {
    {.permit = PERMIT_READ, .text = "смотреть записи"},
    {.permit = PERMIT_EDIT, .text = "вносить и исправлять записи"},
    {.permit = PERMIT_IMPORT, .text = "загружать таблицы"},
    {.permit = PERMIT_EXPORT, .text = "выгружать таблицы"},
    {.permit = PERMIT_BACKUP, .text = "делать копии базы"},
    {.permit = PERMIT_ACCOUNTS, .text = "вести учётные записи и правила города"},
    {.permit = PERMIT_JOURNAL, .text = "читать журнал"},
    {.permit = PERMIT_COUNCIL, .text = "вести заседания совета"},
    {.permit = PERMIT_VOTE, .text = "голосовать на заседании совета"},
    {.permit = PERMIT_UPKEEP, .text = "обновлять и чинить базу"},
    {.permit = PERMIT_PRINT, .text = "печатать и записывать в файл"},
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
