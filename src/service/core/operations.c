/* SPDX-License-Identifier: MIT
 * operations.c - operations in words.
 */
#include "service/core/operations.h"

#include <stddef.h>
#include <string.h>

static const struct operation {
	const char *id, *word;
	bool undoable, note;
} operations[] = {
    {.id = OPERATION_INIT, .word = "создание базы"},
    {.id = OPERATION_SAVE, .word = "сохранение", .undoable = true},
    {.id = OPERATION_REMOVE, .word = "удаление", .undoable = true},
    {.id = OPERATION_MERGE, .word = "объединение записей", .undoable = true},
    {.id = OPERATION_IMPORT, .word = "загрузка таблиц", .undoable = true},
    {.id = OPERATION_UNDO, .word = "отмена"},
    {.id = OPERATION_ACCOUNT, .word = "учётные записи"},
    {.id = OPERATION_PROFILE, .word = "правила города"},
    {.id = OPERATION_UPGRADE, .word = "обновление базы"},
    {.id = OPERATION_FORGET, .word = "уничтожение данных"},
    {.id = OPERATION_REPAIR, .word = "починка базы"},
    {.id = OPERATION_LOGIN, .word = "вход", .note = true},
    {.id = OPERATION_REFUSAL, .word = "отказ", .note = true},
    {.id = OPERATION_TAKE_BACK, .word = "возврат записи", .undoable = true},
    /* A signed order stays; what it did is taken back by another order. */
    {.id = OPERATION_ORDER, .word = "регистрация приказа"},
    {.id = OPERATION_PUBLISH, .word = "публикация списка", .undoable = true},
    {.id = OPERATION_BULK, .word = "внесение многим сразу", .undoable = true},
    {.id = OPERATION_PARTICIPANTS, .word = "участники мероприятия", .undoable = true},
    {.id = OPERATION_PLAN, .word = "ход плана", .undoable = true},
    {.id = OPERATION_REQUEST, .word = "ход запроса", .undoable = true},
    {.id = OPERATION_BANK, .word = "экспертиза материала", .undoable = true},
    {.id = OPERATION_MENTORING, .word = "поддержка молодых педагогов", .undoable = true},
    {.id = OPERATION_PATHWAY, .word = "ход ИОМ", .undoable = true},
    {.id = OPERATION_RESERVE, .word = "кадровый резерв", .undoable = true},
    {.id = OPERATION_MOVE, .word = "переход в другую организацию", .undoable = true},
    {.id = OPERATION_TURN, .word = "новый учебный год", .undoable = true},
    {.id = OPERATION_REPORTS, .word = "отчёты актива", .undoable = true},
    {.id = OPERATION_MEETING, .word = "подготовка заседания", .undoable = true},
    {.id = OPERATION_SITTING, .word = "ход заседания", .undoable = true},
    {.id = OPERATION_VOTE, .word = "голосование", .undoable = true},
    {.id = OPERATION_RECUSAL, .word = "отвод", .undoable = true},
    {.id = OPERATION_DECISION, .word = "решение совета", .undoable = true},
    {.id = OPERATION_STEP_BACK, .word = "шаг назад на заседании", .undoable = true},
    {.id = OPERATION_CLOSE, .word = "закрытие протокола"},
    {.id = OPERATION_REOPEN, .word = "открытие протокола"},
    {.id = OPERATION_AGREEMENT, .word = "согласование учреждения", .undoable = true},
    {.id = OPERATION_EXPORT, .word = "выгрузка", .note = true},
    {.id = OPERATION_PAPER, .word = "документ", .note = true},
    {.id = OPERATION_FEED_KEY, .word = "ключ подписи", .note = true},
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
operation_is_note(const char *operation)
{
	const struct operation *o = find(operation);

	return o != NULL && o->note;
}

bool
operation_can_be_undone(const char *operation)
{
	const struct operation *o = find(operation);

	return o != NULL && o->undoable;
}
