/* SPDX-License-Identifier: MIT
 * operations.c - operations in words.
 */
#include "service/operations.h"

#include <stddef.h>
#include <string.h>

static const struct operation {
	const char *id, *word;
	bool undoable;
} operations[] = {
    {OPERATION_INIT, "создание базы", false},
    {OPERATION_SAVE, "сохранение", true},
    {OPERATION_REMOVE, "удаление", true},
    {OPERATION_IMPORT, "загрузка таблиц", true},
    {OPERATION_UNDO, "отмена", false},
    {OPERATION_ACCOUNT, "учётные записи", false},
    {OPERATION_PROFILE, "правила города", false},
    /* A signed order stays; what it did is taken back by another order. */
    {OPERATION_ORDER, "подписание приказа", false},
    {OPERATION_PUBLISH, "публикация списка", true},
    {OPERATION_BULK, "внесение многим сразу", true},
    {OPERATION_MEETING, "подготовка заседания", true},
    {OPERATION_SITTING, "ход заседания", true},
    {OPERATION_VOTE, "голосование", true},
    {OPERATION_RECUSAL, "отвод", true},
    {OPERATION_DECISION, "решение совета", true},
    {OPERATION_STEP_BACK, "шаг назад на заседании", true},
    {OPERATION_CLOSE, "закрытие протокола", false},
    {OPERATION_REOPEN, "открытие протокола", false},
    {OPERATION_AGREEMENT, "согласование учреждения", true},
};

static const struct operation *
find(const char *id)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		if (strcmp(operations[i].id, id) == 0)
			return &operations[i];
	return NULL;
}

const char *
operation_word(const char *operation)
{
	const struct operation *o = find(operation);

	return o != NULL ? o->word : operation;
}

bool
operation_can_be_undone(const char *operation)
{
	const struct operation *o = find(operation);

	return o != NULL && o->undoable;
}
