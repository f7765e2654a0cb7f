/* SPDX-License-Identifier: MIT
 * action.c - from a key to the command it stands for.
 */
#include "screens/widget/action.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

/* How tables call keys, and how people do. */
static const struct {
	const char *name, *shown;
	enum key_code code;
} named[] = {
    {.name = "Ins", .shown = "Ins", .code = K_INSERT},
    {.name = "Del", .shown = "Del", .code = K_DELETE},
    {.name = "Enter", .shown = "Enter", .code = K_ENTER},
    {.name = "Tab", .shown = "Tab", .code = K_TAB},
    {.name = "S-Tab", .shown = "Shift-Tab", .code = K_BACKTAB},
    {.name = "Esc", .shown = "Esc", .code = K_ESCAPE},
    {.name = "BS", .shown = "Backspace", .code = K_BACK},
    {.name = "Up", .shown = "↑", .code = K_ARROW_UP},
    {.name = "Down", .shown = "↓", .code = K_ARROW_DOWN},
    {.name = "Left", .shown = "←", .code = K_ARROW_LEFT},
    {.name = "Right", .shown = "→", .code = K_ARROW_RIGHT},
    {.name = "PgUp", .shown = "PgUp", .code = K_PAGE_UP},
    {.name = "PgDn", .shown = "PgDn", .code = K_PAGE_DOWN},
    {.name = "Home", .shown = "Home", .code = K_TO_START},
    {.name = "End", .shown = "End", .code = K_TO_END},
};

static const struct action common[] = {
    ACTION(ACT_HELP, "F1 ?", "Что можно сделать здесь, и какой клавишей", .word = "Справка"),
    ACTION(ACT_REFRESH, "F5 C-r", "Прочитать данные заново", .word = "Обновить"),
    ACTION(ACT_PALETTE, "F9 C-p", "Все действия и все места программы: найти и открыть",
	.word = "Меню"),
    ACTION(ACT_BACK, "F10 Esc", "Вернуться туда, откуда пришли", .word = "Назад"),
    ACTION(ACT_MESSAGES, "C-e", "Все сообщения этого сеанса"),
    ACTION(ACT_REDRAW, "C-l", "Нарисовать экран заново, если терминал его испортил"),
    ACTION(
	ACT_THEME, "F12", "Сменить цвета: как просит терминал, для тёмного, для белого, без цвета"),
    ACTION(ACT_MOUSE, "F11",
	"Включить мышь или выключить: строка, колесо, заголовок, подсказка внизу"),
    ACTION(ACT_QUIT, "C-q", "Закончить работу; набранное остаётся в черновиках"),
    {.act = ACT_NONE},
};

const char *
action_synonyms(const struct action *a)
{
	static const char *const general[ACT_OWN] = {
	    [ACT_OPEN] = "посмотреть просмотр карточка показать",
	    [ACT_NEW] = "добавить создать завести внести новая новый вставить",
	    [ACT_EDIT] = "править правка исправить редактировать поменять изменить",
	    [ACT_REMOVE] = "удалить удаление стереть убрать уничтожить",
	    [ACT_SAVE] = "сохранить записать запомнить готово",
	    [ACT_UNDO] = "отменить отмена вернуть откатить назад",
	    [ACT_REDO] = "повторить вернуть снова отменённое",
	    [ACT_SEARCH] = "найти поиск искать",
	    [ACT_FILTER_CLEAR] = "сбросить снять фильтр очистить поиск",
	    [ACT_MARK] = "выделить выбрать пометить отметка",
	    [ACT_MARK_ALL] = "выделить все пометить",
	    [ACT_MARK_NONE] = "снять выделение отметки",
	    [ACT_AS_OF] = "прошлое раньше было на дату",
	    [ACT_OUTPUT] = "печать напечатать распечатать принтер экспорт выгрузить выгрузка excel "
			   "эксель копировать копия буфер файл сохранить как pdf word html csv",
	    [ACT_HELP] = "помощь справка подсказка клавиши",
	    [ACT_REFRESH] = "обновить перечитать",
	    [ACT_MESSAGES] = "ошибки уведомления",
	    [ACT_REDRAW] = "перерисовать мусор экран",
	    [ACT_THEME] = "тема цвет цвета светлая тёмная белый фон чёрный оформление",
	    [ACT_MOUSE] = "мышь мышка щелчок колесо курсор",
	    [ACT_BACK] = "закрыть выйти вернуться",
	    [ACT_QUIT] = "выход выйти закрыть завершить",
	};

	if (a->synonyms != NULL)
		return a->synonyms;
	return a->act < ACT_OWN && general[a->act] != NULL ? general[a->act] : "";
}

const struct action *
action_common(void)
{
	return common;
}

/* In the Russian layout `.` stands on the key of `/` and `,` on that of `?`. */
static bool
is_same_mark(uint32_t typed, uint32_t wanted)
{
	return (wanted == '/' && typed == '.') || (wanted == '?' && typed == ',');
}

static bool
is_character(const struct key *key, const char *name, size_t len)
{
	const char *p = name;
	uint32_t wanted = utf8_next(&p, name + len);

	if (p != name + len)
		return false;
	return key->ch == wanted || fold_key_position(key->ch) == wanted ||
	    is_same_mark(key->ch, wanted);
}

static uint32_t
function_number(const char *name, size_t len)
{
	uint32_t n = 0;

	if (len < 2 || len > 3 || name[0] != 'F')
		return 0;
	for (size_t i = 1; i < len; i++) {
		if (name[i] < '0' || name[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(name[i] - '0');
	}
	return n;
}

static bool
is_named(const struct key *key, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strlen(named[i].name) == len && memcmp(named[i].name, name, len) == 0)
			return key->code == named[i].code ||
			    (named[i].code == K_ENTER && key->code == K_NEW_LINE && key->ch == 0);
	return false;
}

static bool
is_key(const struct key *key, const char *name, size_t len, bool in_text)
{
	if (len == 5 && memcmp(name, "Space", 5) == 0)
		return !in_text && key->code == K_CHARACTER && key->ch == ' ';
	if (key->code == K_CHARACTER)
		return !in_text && is_character(key, name, len);
	if (key->code == K_FUNCTION)
		return function_number(name, len) == key->ch;
	if (key->code == K_CONTROL)
		return len == 3 && name[0] == 'C' && name[1] == '-' && (uint32_t)name[2] == key->ch;
	return is_named(key, name, len);
}

static bool
has_key(const struct action *a, const struct key *key, bool in_text)
{
	for (const char *p = a->keys; p != NULL && *p != '\0';) {
		size_t len = strcspn(p, " ");

		if (is_key(key, p, len, in_text))
			return true;
		p += len;
		p += strspn(p, " ");
	}
	return false;
}

int
action_of_key(const struct action *table, const struct key *key, bool in_text)
{
	for (const struct action *a = table; a != NULL && a->act != ACT_NONE; a++)
		if (has_key(a, key, in_text))
			return a->act;
	return ACT_NONE;
}

size_t
action_rows(const struct action *table)
{
	size_t rows = 1;

	for (; table->act != ACT_NONE; table++)
		rows++;
	return rows;
}

void
action_choose(const struct action *table, unsigned holds, struct action *out)
{
	for (; table->act != ACT_NONE; table++)
		if ((table->when & ~holds) == 0 && (table->unless & holds) == 0)
			*out++ = *table;
	*out = *table;
}

const struct action *
action_find(const struct action *table, int act)
{
	for (; table != NULL && table->act != ACT_NONE; table++)
		if (table->act == act)
			return table;
	return NULL;
}

static bool
is_character_key(const char *name, size_t len)
{
	const char *p = name;

	utf8_next(&p, name + len);
	return p == name + len || (len == 5 && memcmp(name, "Space", 5) == 0);
}

static bool
names_key(const char *keys, const char *name, size_t len)
{
	for (const char *p = keys; *p != '\0'; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		if (n == len && memcmp(p, name, len) == 0)
			return true;
		p += n;
	}
	return false;
}

static bool
is_free(const char *name, size_t len, const struct keys_taken *taken)
{
	if (taken->in_text && is_character_key(name, len))
		return false;
	for (const struct action *a = taken->by; a != NULL && a->act != ACT_NONE; a++)
		if (names_key(a->keys, name, len))
			return false;
	return true;
}

static void
put_key(const char *name, size_t len, struct buf *out)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strlen(named[i].name) == len && memcmp(named[i].name, name, len) == 0) {
			buf_puts(out, named[i].shown);
			return;
		}
	if (len == 5 && memcmp(name, "Space", 5) == 0)
		buf_puts(out, "Пробел");
	else if (len == 3 && memcmp(name, "C-", 2) == 0)
		buf_printf(out, "Ctrl-%c", name[2] - 'a' + 'A');
	else if (len != 1 || name[0] < 'a' || name[0] > 'z' ||
	    !fold_put_other_layout(out, slice_make(name, len)))
		buf_put(out, name, len);
}

bool
action_put_keys(const struct action *a, struct keys_taken taken, size_t most, struct buf *out)
{
	size_t told = 0;

	for (const char *p = a->keys; *p != '\0' && told < most; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (is_free(p, len, &taken)) {
			buf_puts(out, told++ > 0 ? " " : "");
			put_key(p, len, out);
		}
		p += len;
	}
	return told > 0;
}

void
action_put_pressed(const struct key *key, struct buf *out)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (named[i].code == key->code) {
			buf_puts(out, named[i].shown);
			return;
		}
	if (key->code == K_NEW_LINE)
		buf_puts(out, key->ch == 0 ? "Ctrl-J" : "Alt-Enter");
	if (key->code == K_FUNCTION)
		buf_printf(out, "F%u", (unsigned)key->ch);
	else if (key->code == K_CONTROL)
		buf_printf(out, "Ctrl-%c", (int)(key->ch - 'a' + 'A'));
	else if (key->code == K_CHARACTER && key->ch == ' ')
		buf_puts(out, "Пробел");
	else if (key->code == K_CHARACTER) {
		buf_puts(out, "«");
		utf8_put(out, key->ch);
		buf_puts(out, "»");
	}
}
