/* SPDX-License-Identifier: MIT
 * places.c - every place of the program opens from the menu of places, says its title, and is left
 * by F10 and by Esc.
 */
#include "tests/lib/desk.h"
#include "tests/lib/places.h"

/* What is typed where the menu has another line for it (a list, a form, an action of every screen),
 * and its title then. Without a title, the place wants to be told of what. */
static const struct {
	const char *typed, *title, *of;
} opened[PLACE_COUNT] = {
    [PLACE_HOME] = {.of = "nothing: it is the first"},
    [PLACE_UPGRADE] = {.of = "an older database (upgrade.c)"},
    [PLACE_HELP] = {"Что можно сделать здесь", "Справка: "},
    [PLACE_PALETTE] = {.of = "nothing: it is the menu"},
    [PLACE_MESSAGES] = {"Все сообщения этого сеанса", "Сообщения"},
    [PLACE_BUTTONS] = {.of = "a question"},
    [PLACE_QUESTION] = {.of = "a question"},
    [PLACE_DAY] = {.of = "a question"},
    [PLACE_CHOICE] = {.of = "a question"},
    [PLACE_OUTPUT] = {.of = "a screen"},
    [PLACE_DOCUMENT_VIEWER] = {.of = "a document"},
    [PLACE_SIGNING] = {.of = "a document"},
    [PLACE_BROWSER] = {"список Организации", "Организации"},
    [PLACE_ANY_LIST] = {"список Диагностика", "Диагностика"},
    [PLACE_PEOPLE] = {"список Люди", "Люди"},
    [PLACE_APPLICATIONS] = {"список Заявления", "Заявления"},
    [PLACE_MEETINGS] = {"список Заседания", "Заседания совета"},
    [PLACE_ORDERS] = {"список Приказы", "Приказы"},
    [PLACE_ASSOCIATIONS] = {"список Методические объединения", "Методические объединения"},
    [PLACE_ASSOCIATION_HEADS] = {"список Руководители", "Руководители объединений"},
    [PLACE_HEADS] = {.title = "Руководители объединений на 31.05.2026"},
    [PLACE_MEMBERSHIPS] = {"список Методический", "Методический актив"},
    [PLACE_EVENTS] = {"список Мероприятия", "Мероприятия"},
    [PLACE_REQUESTS] = {"список Запросы о помощи", "Запросы о помощи"},
    [PLACE_REPORT_REQUESTS] = {"список Запрос отчётов", "Запрос отчётов"},
    [PLACE_REQUESTS_BOARD] = {.title = "Запросы о помощи · не поручено"},
    [PLACE_HELPERS] = {.of = "a request"},
    [PLACE_REPORTS] = {.title = "Отчёты актива за "},
    [PLACE_SUPPORT] = {"список Поддержка молодых", "Поддержка молодых педагогов"},
    [PLACE_PATHWAYS] = {"список ИОМ педагогов", "ИОМ педагогов"},
    [PLACE_METHODISTS] = {"список Региональные методисты", "Региональные методисты"},
    [PLACE_ATTACHMENTS] = {"список Закрепление за", "Закрепление за методистами"},
    [PLACE_RESERVE] = {"список Кадровый резерв", "Кадровый резерв"},
    [PLACE_MENTORING] = {.title = "Молодые и наставники · Пары"},
    [PLACE_MENTORS] = {.of = "young teachers"},
    [PLACE_PATHWAYS_BOARD] = {.title = "ИОМ · весь город · В работе"},
    [PLACE_PATHWAY] = {.of = "a pathway"},
    [PLACE_METHODISTS_LOAD] = {.title = "Нагрузка методистов › 1 из 18"},
    [PLACE_RESERVE_BOARD] = {.title = "Кадровый резерв · В резерве"},
    [PLACE_RESOURCES] = {"список Банк", "Банк педагогической информации"},
    [PLACE_CONTACTS] = {"список Контакты", "Контакты"},
    [PLACE_BANK] = {.title = "Банк материалов · предложены"},
    [PLACE_CATALOGUE] = {.title = "Каталог материалов"},
    [PLACE_MAILINGS] = {"список Рассылки", "Рассылки"},
    [PLACE_MAILING] = {.of = "a mailing"},
    [PLACE_CARD] = {.of = "a record"},
    [PLACE_ENTRY] = {"Внести: человек", "Люди: новая запись"},
    [PLACE_ANY_FORM] = {"Внести: приказ", "Приказы: новая запись"},
    [PLACE_APPLICATION_FORM] = {"Внести: заявление", "Заявления: новая запись"},
    [PLACE_CONFLICT] = {.of = "a record"},
    [PLACE_DOUBLES] = {.title = "Похоже, один человек"},
    [PLACE_MERGE] = {.of = "two records"},
    [PLACE_PICKER] = {.of = "a kind"},
    [PLACE_BULK] = {.of = "people"},
    [PLACE_BULK_PREVIEW] = {.of = "people"},
    [PLACE_MEETING] = {.of = "a meeting"},
    [PLACE_MEETING_LEAD] = {.of = "a meeting"},
    [PLACE_MEETING_FOLLOW] = {.of = "a meeting"},
    [PLACE_HALL] = {.title = "Заседание в зале"},
    [PLACE_ATTENDANCE] = {.of = "a meeting"},
    [PLACE_MINUTES] = {.of = "a meeting"},
    [PLACE_ROSTER] = {.title = "Методический актив на "},
    [PLACE_PUBLICATION] = {.title = "Публикация списка на "},
    [PLACE_PREPARATION] = {.title = "Новое заседание"},
    [PLACE_PURPOSES] = {.title = "Какой приказ составить"},
    [PLACE_ORDER] = {.of = "a purpose"},
    [PLACE_ORDER_TEXT] = {.of = "an order"},
    [PLACE_EVENT_PEOPLE] = {.of = "an event"},
    [PLACE_CONTEST] = {.of = "a contest"},
    [PLACE_NAMES] = {.of = "the people of an event"},
    [PLACE_DASHBOARD] = {.title = "Показатели: "},
    [PLACE_INDICATOR_NAMES] = {.of = "an indicator"},
    [PLACE_DATA_CHECKS] = {.title = "Стоит проверить"},
    [PLACE_DRAFTS] = {.title = "Черновики"},
    [PLACE_SESSIONS] = {.title = "Кто работает"},
    [PLACE_WAITING] = {.title = "Что ждёт на 31.05.2026"},
    [PLACE_PLAN] = {.title = "План · весь город · май 2026"},
    [PLACE_PLANS_HANDED] = {.title = "Планы работы: сдано · 2025/2026"},
    [PLACE_TURN] = {.title = "Новый учебный год 2026/2027 на 31.05.2026"},
    [PLACE_TURN_LINE] = {.of = "a line"},
    [PLACE_YEAR_FIGURES] = {.title = "Год в цифрах по 31.05.2026"},
    [PLACE_JOURNAL] = {.title = "Журнал"},
    [PLACE_OPERATION] = {.of = "an operation"},
    [PLACE_ACCOUNTS] = {.title = "Учётные записи"},
    [PLACE_ACCOUNT_FORM] = {.of = "an account"},
    [PLACE_IMPORT] = {.title = "Загрузить таблицу"},
    [PLACE_IMPORT_COLUMNS] = {.of = "a file"},
    [PLACE_IMPORT_FAULTS] = {.of = "a file"},
    [PLACE_MAINTENANCE] = {.title = "Обслуживание"},
    [PLACE_FEED] = {.title = "Передача в регион"},
    [PLACE_COPY_COMPARISON] = {.of = "a copy"},
};

/* In the first row of the screen, or in the frame of a window. */
static bool
is_titled(vt *v, const char *title)
{
	char *first = vt_row(v, 0), frame[200];
	bool titled = strstr(first, title) != NULL;

	free(first);
	snprintf(frame, sizeof(frame), "┌─ %s", title);
	return titled || vt_has(v, frame);
}

static void
see_title(vt *v, const char *title)
{
	for (int waited = 0; !is_titled(v, title); waited += 10) {
		if (waited > WAIT) {
			desk_show(v);
			fail_msg("%s: not the title", title);
		}
		vt_pump(v, 10);
	}
}

static void
open_and_leave(vt *v, int place, const char *key)
{
	const char *typed = opened[place].typed != NULL ? opened[place].typed : places[place].label;

	desk_type(v, "<F9>", "Что сделать");
	desk_type(v, typed, "Найти:");
	vt_keys(v, "<Enter>");
	desk_gone(v, "Что сделать");
	see_title(v, opened[place].title);
	desk_gone(v, "F10 Выход");
	desk_type(v, key, "F10 Выход");
}

static void
every_place_opens_and_is_left(void **state)
{
	vt *v = desk_start(*state, 24, 80);

	desk_see(v, "F10 Выход");
	for (int i = 0; i < PLACE_COUNT; i++) {
		if ((opened[i].title == NULL) == (opened[i].of == NULL) ||
		    (places[i].label != NULL && opened[i].title == NULL))
			fail_msg("%s: nobody says how it is opened", places[i].name);
		if (opened[i].title == NULL)
			continue;
		open_and_leave(v, i, "<F10>");
		open_and_leave(v, i, "<Esc>");
	}
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(every_place_opens_and_is_left, desk_setup),
	};

	return cmocka_run_group_tests(tests, desk_group_setup, desk_group_teardown);
}
