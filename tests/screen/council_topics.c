/* SPDX-License-Identifier: MIT
 * council_topics.c - agenda items that are no applications, from the preparation to the minutes, by
 * two sessions; and that no key is offered which does nothing.
 */
#include "tests/lib/desk.h"

static int
group_setup(void **state)
{
	static const char *const accounts[] = {"sekr --role secretary --person P0104",
	    "member --role council_member --person P0006", "zal --role viewer", NULL};
	const struct desk *d;

	if (desk_council_setup(state, accounts) != 0)
		return -1;
	d = *state;
	free(desk_shell(
	    "%s --db %s/town --user lead user set zal --opens hall", desk_program(), d->folder));
	return 0;
}

static vt *
start_as(const struct desk *d, const char *user, const char *text)
{
	vt *v = desk_start_as(d, user, 24, 100);

	desk_see(v, text);
	return v;
}

static vt *
start(const struct desk *d, const char *user)
{
	return start_as(d, user, "F10 Выход");
}

/* Two applications of the eleven are taken. */
static void
prepare(vt *v)
{
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v,
	    "<Home><Down><Down><Down><Down><Down><Space><Down><Space><Down>"
	    "<Space><Space><Space><Space><Space><Space><Space>",
	    "Повестка: 2 из 11");
}

static void
add_topic(vt *v, const char *topic, const char *speaker)
{
	desk_type(v, "<Ins>", "О чём вопрос, который не заявление");
	desk_type(v, topic, topic);
	desk_type(v, "<Enter>", "Кто докладывает");
	if (speaker[0] != '\0')
		desk_type(v, speaker, speaker);
	desk_type(v, "<Enter>", topic);
	desk_gone(v, "Кто докладывает");
}

/* A topic between the two, another behind them. */
static void
prepare_topics(vt *v)
{
	prepare(v);
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Down><Down><Down>", "Повестка: 2 из 11");
	add_topic(v, "О плане работы на год", "Седова Н. П.");
	desk_see(v, "Повестка: 3 из 12");
	desk_see(v, "докл. Седова Н. П.");
	desk_type(v, "<End>", "Повестка: 3 из 12");
	add_topic(v, "Разное", "");
	desk_see(v, "Повестка: 4 из 13");
}

static void
begin(vt *v)
{
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7, кворум есть: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 4");
}

static void
topics_are_put_in_order(void **state)
{
	vt *v = start(*state, "sekr");
	char *row;

	prepare_topics(v);
	desk_type(v, "<Enter>", "О чём вопрос");
	desk_type(v, "<Esc>", "Повестка: 4 из 13");
	desk_gone(v, "О чём вопрос");
	desk_type(v, "<Enter>", "О чём вопрос");
	desk_type(v, "О плане работы на год<Enter>", "Кто докладывает"); /* which stands there */
	desk_type(v, "<Enter>", "«О плане работы на год» уже стоит в повестке");
	desk_type(v, "<F6><F6>", "Разное"); /* up among the others */
	desk_type(v, "<F5>", "Кто докладывает");
	desk_type(v, "Председатель<Enter>", "докл. Председатель");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	row = desk_export(*state, "agenda", "Разное");
	assert_non_null(strstr(row, ";Разное;"));
	assert_non_null(strstr(row, ";Председатель"));
	free(row);
	vt_close(v, WAIT);
}

/* A line that dropped while the plan was made costs nothing of it. */
static void
topics_are_kept_with_the_plan(void **state)
{
	vt *v = start(*state, "sekr");

	prepare_topics(v);
	vt_close(v, WAIT);
	v = start(*state, "sekr");
	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "вы уже начинали готовить");
	desk_see(v, "[1 Продолжить]");
	desk_type(v, "<Enter>", "Повестка: 4 из 13");
	desk_see(v, "докл. Седова Н. П.");
	vt_close(v, WAIT);
}

static void
assert_minutes(const struct desk *d)
{
	char *text;

	text = desk_shell("%s --db %s --user lead document minutes M016", desk_program(), d->db);
	assert_non_null(strstr(text, "2. О плане работы на год. Докладчик: Ветрова О. О."));
	assert_null(strstr(text, "Опубликовать"));
	assert_non_null(strstr(text, "Галкина Д. С. — Сроки малы."));
	assert_non_null(strstr(text, "2.1. Утвердить план."));
	assert_non_null(strstr(text, "«за» — 6, «против» — 1, «воздержались» — 0."));
	assert_non_null(strstr(text, "4.1. Принято к сведению."));
	free(text);
	text =
	    desk_shell("%s --db %s --user lead document topic-extract 'M016:О плане работы на год'",
		desk_program(), d->db);
	assert_non_null(strstr(text, "2.1. Утвердить план."));
	assert_null(strstr(text, "Принято к сведению."));
	free(text);
}

/* A decision is undone as any other, and offers its points again; so is what was said. */
static void
decide_again(vt *v)
{
	desk_type(v, "<C-z>", "Шаг назад: пункт 2, О плане работы на год");
	desk_type(v, "<Enter>", "Решили, пункт 2.1");
	desk_see(v, "Утвердить план."); /* what was decided stands there */
	desk_type(v, "<Esc>", "[принять]");
	desk_type(v, "<C-g>", "исправить или добавить");
	desk_type(v, "<Up><Enter>", "убрать выступление");
	desk_type(v, "Не успеть.<Enter>", "записано");
	desk_type(v, "<C-z>", "Шаг назад: пункт 2");
	desk_see(v, "Сроки малы.");
	desk_type(v, "<C-k>", "Кто докладывает");
	desk_type(v, "Ветрова О. О.<Enter>", "Докладчик: Ветрова О. О.");
	desk_type(v, "<End><Enter>", "Пункт отменённого решения");
	desk_type(v, "<Enter>", "Решили, пункт 2.2");
	desk_see(v, "Опубликовать.");
	desk_see(v, "Последний пункт отменённого решения");
	desk_type(v, "<Space><BS><Enter>", "пункт 3 из 4");
}

/* The secretary keeps, a member follows and votes, the hall sees. */
static void
a_topic_is_heard_in_its_place(void **state)
{
	struct desk *d = *state;
	vt *v = start(d, "sekr"), *m, *hall;

	prepare_topics(v);
	begin(v);
	m = start(d, "member");
	desk_seek(m, "Идёт заседание № 9");
	desk_type(m, "<Enter>", "пункт 1 из 4");
	hall = start_as(d, "zal", "Пункт 1 из 4");
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<Enter>", "2. О плане работы на год");
	desk_see(v, "Докладчик");
	desk_see(hall, "Далее пункт 2: О плане работы на год");
	desk_type(m, "<PgUp>", "2. О плане работы на год");
	desk_see(m, "Седова Н. П.");

	desk_type(v, "<C-g>", "Кто выступил");
	desk_type(v, "Галкина<Enter>", "Что сказано");
	desk_type(v, "Сроки малы.<Enter>", "записано");
	desk_see(v, "Сроки малы.");
	desk_see(m, "Сроки малы.");
	vt_pump(m, 1100); /* digits are dead for a second after a change of items */
	desk_type(m, "2", "Ваш голос по пункту 2, О плане работы на год: против");
	desk_see(v, "против•");
	desk_type(v, "+", "за 6 из 7");
	desk_type(v, "<Enter>", "Решили, пункт 2.1");
	desk_type(v, "Утвердить план.<Enter>", "Решили, пункт 2.2");
	desk_type(v, "Опубликовать.<Enter>", "Решили, пункт 2.3");
	desk_type(v, "<Enter>", "пункт 3 из 4");
	desk_see(hall, "О плане работы на год");

	decide_again(v);
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<Enter>", "пункт 4 из 4");
	desk_type(v, "<End><Enter>", "Без голосования на этой строке: 4 — принять к сведению");
	desk_type(v, "4", "[принять к сведению]");
	desk_type(v, "<Enter>", "Решили, пункт 4.1");
	desk_type(v, "<Enter>", "Решено по всем пунктам");
	desk_see(v, "принято к сведению");
	desk_type(v, "<F8>", "Решено по всем.");
	desk_type(v, "<Right><Enter>", "Протокол закрыт");

	assert_minutes(d);
	desk_type(v, "<Left><Left>", "2. О плане работы на год");
	desk_type(v, "<C-w>", "ВЫПИСКА ИЗ ПРОТОКОЛА");
	desk_see(v, "Ветрова О. О. — О плане работы на год");
	vt_close(m, WAIT);
	vt_close(hall, WAIT);
	vt_close(v, WAIT);
}

/* As that on an application. */
static void
the_vote_on_a_topic_is_closed_and_opened_by_key(void **state)
{
	vt *v = start(*state, "sekr");

	prepare_topics(v);
	begin(v);
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<Enter>", "2. О плане работы на год");
	desk_type(v, "<F5>", "Голосование по пункту 2 закрыто.");
	desk_type(v, "1", "Голосование закрыто: голоса не меняются");
	desk_type(v, "<F5>", "Голосование по пункту 2 открыто.");
	desk_type(v, "+", "за 7 из 7");
	vt_close(v, WAIT);
}

/* Two mend one speech: the second is told, and the first's words stand. */
static void
a_speech_is_mended_as_it_was_shown(void **state)
{
	vt *v = start(*state, "sekr"), *other;

	prepare_topics(v);
	begin(v);
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<Enter>", "2. О плане работы на год");
	desk_type(v, "<C-g>", "Кто выступил");
	desk_type(v, "Галкина<Enter>", "Что сказано");
	desk_type(v, "Сроки малы.<Enter>", "записано");
	desk_type(v, "<C-g>", "исправить или добавить");
	desk_type(v, "<Up><Enter>", "убрать выступление");
	other = start(*state, "lead");
	desk_seek(other, "Идёт заседание № 9");
	desk_type(other, "<Enter>", "2. О плане работы на год");
	desk_type(other, "<C-g><Up><Enter>", "убрать выступление");
	desk_type(other, "Сроки верны.<Enter>", "записано");
	desk_type(v, "Сроков нет.<Enter>", "тем временем изменил другой");
	desk_see(v, "Сроки верны.");
	desk_type(other, "<C-g>", "исправить или добавить");
	desk_type(v, "<C-g><Up><Enter>", "убрать выступление");
	desk_type(v, "<Space><BS><Enter>", "убрано");
	desk_type(other, "<Up><Enter>", "больше нет");
	vt_close(other, WAIT);
	vt_close(v, WAIT);
}

/* What comes up while the meeting goes on. */
static void
a_topic_is_added_at_the_meeting(void **state)
{
	vt *v = start(*state, "sekr");

	prepare_topics(v);
	begin(v);
	desk_type(v, "<Ins>", "1 Заявление");
	desk_type(v, "2", "О чём вопрос");
	desk_type(v, "разное<Enter>", "Кто докладывает");
	desk_type(v, "<Enter>", "уже стоит в повестке: 4");
	desk_type(v, "<Ins>2", "О чём вопрос");
	desk_type(v, "О ремонте<Enter>", "Кто докладывает");
	desk_type(v, "Завхоз<Enter>", "Внесено в повестку: О ремонте, пункт 5.");
	vt_close(v, WAIT);
}

/* --- The footer. */

/* "F2 Протокол F8 Открыть": the keys of the last row as vt_keys() has them. */
static size_t
footer_keys(vt *v, char keys[16][16])
{
	char *row = vt_row(v, 23);
	size_t n = 0;

	for (char *word = strtok(row, " "); word != NULL && n < 16; word = strtok(NULL, " "))
		if (word[0] == 'F' && word[1] >= '1' && word[1] <= '9')
			snprintf(keys[n++], 16, "<%s>", word);
		else if (strncmp(word, "Ctrl-", 5) == 0)
			snprintf(keys[n++], 16, "<C-%c>", word[5] - 'A' + 'a');
		else if (strcmp(word, "Enter") == 0 || strcmp(word, "Ins") == 0 ||
		    strcmp(word, "Tab") == 0)
			snprintf(keys[n++], 16, "<%s>", word);
		else if (strcmp(word, "Пробел") == 0)
			snprintf(keys[n++], 16, "<Space>");
	free(row);
	return n;
}

/* The screen behind a key, once it is another than `before`, or after WAIT. To be freed. */
static char *
text_behind(vt *v, const char *key, const char *before)
{
	char *after = NULL;

	vt_keys(v, key);
	for (int waited = 0; waited < WAIT && (after == NULL || strcmp(before, after) == 0);
	     waited += 80) {
		free(after);
		vt_quiet(v, 80, WAIT);
		after = vt_text(v);
	}
	return after;
}

/* Every key the footer shows does something; windows that open are left, until the footer shows
 * `here` again. */
static void
press_all(vt *v, const char *here)
{
	char keys[16][16];
	size_t n = footer_keys(v, keys);

	assert_true(n >= 4);
	for (size_t i = 0; i < n; i++) {
		char *before, *after;

		if (strcmp(keys[i], "<F10>") == 0 || strcmp(keys[i], "<F5>") == 0)
			continue; /* leaves; reads anew, which is not to be seen */
		vt_keys(v, "<C-l>");
		vt_quiet(v, 60, WAIT);
		before = vt_text(v);
		after = text_behind(v, keys[i], before);
		if (strcmp(before, after) == 0 || strstr(after, "здесь ничего не делает") != NULL)
			fail_msg("%s does nothing:\n%s", keys[i], after);
		free(before);
		free(after);
		for (int tries = 0; tries < 5 && !vt_has(v, here); tries++) {
			vt_keys(v, "<Esc>");
			vt_wait(v, here, 400);
		}
		desk_see(v, here);
	}
}

static void
assert_footer(vt *v, const char *has, const char * not )
{
	char *row;

	vt_quiet(v, 60, WAIT);
	row = vt_row(v, 23);
	if (strstr(row, has) == NULL || (not [0] != '\0' && strstr(row, not ) != NULL))
		fail_msg("%s: wanted «%s», not «%s»", row, has, not );
	free(row);
}

static void
no_key_is_offered_that_does_nothing(void **state)
{
	vt *v = start(*state, "lead");

	prepare_topics(v);
	assert_footer(v, "F2 Записать", "F3 Материалы ");
	desk_type(v, "<F2>", "записано");
	desk_gone(v, "F2 Записать"); /* nothing to write down */
	assert_footer(v, "F8 Начать", "");
	press_all(v, "F8 Начать");
	desk_type(v, "<Home>", "F8 Начать");
	press_all(v, "F8 Начать");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Esc>", "F8 Начать");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "пункт 1 из");
	assert_footer(v, "Enter Решить", "Открыть");
	press_all(v, "F6 Явка");
	desk_type(v, "<F6>", "Кто присутствует");
	desk_type(v, "<Space><Down><Space><Down><Space><Down><Space>", "присутствуют 3 из 7");
	desk_type(v, "<F2>", "кворума нет");
	assert_footer(v, "F6 Явка", "Решить");
	assert_footer(v, "F8 Закрыть", "Тайно");
	press_all(v, "F6 Явка");
	desk_type(v, "<F8>", "будут отложены");
	desk_type(v, "<Right><Enter>", "Протокол закрыт");
	assert_footer(v, "F8 Открыть", "Решить");
	assert_footer(v, "F2 Протокол", "Явка");
	assert_footer(v, "F7 Пункты", "Ctrl-O"); /* nobody is admitted */
	press_all(v, "F8 Открыть");
	vt_close(v, WAIT);
}

static void
a_closed_meeting_leads_to_its_order(void **state)
{
	vt *v = start(*state, "lead");

	prepare_topics(v);
	begin(v);
	desk_type(v, "+<Enter>", "пункт 2 из 4");
	assert_footer(v, "Enter Решить", "Карточка"); /* a topic has none */
	desk_type(v, "<Left>", "пункт 1 из 4");
	assert_footer(v, "Enter Дальше", "Решить");
	press_all(v, "F6 Явка");
	desk_type(v, "<Left><Left>", "пункт 1 из 4");
	desk_type(v, "<Right>", "пункт 2 из 4");
	desk_type(v, "<End>4<Enter>", "Решили, пункт 2.1");
	desk_type(v, "<Enter>", "пункт 3 из 4");
	desk_type(v, "+<Enter>", "пункт 4 из 4");
	desk_type(v, "<End>4<Enter><Enter>", "Решено по всем пунктам");
	assert_footer(v, "F8 Закрыть", "Enter");
	press_all(v, "F8 Закрыть");
	desk_type(v, "<F8>", "Решено по всем.");
	desk_type(v, "<Right><Enter>", "Протокол закрыт");
	assert_footer(v, "Ctrl-O Приказ", "Закрыть");
	press_all(v, "F8 Открыть");
	desk_type(v, "<C-o>", "Приказ");
	vt_close(v, WAIT);
}

#define TOPIC_TEST(name) cmocka_unit_test_setup(name, desk_setup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TOPIC_TEST(topics_are_put_in_order),
	    TOPIC_TEST(topics_are_kept_with_the_plan),
	    TOPIC_TEST(a_topic_is_heard_in_its_place),
	    TOPIC_TEST(the_vote_on_a_topic_is_closed_and_opened_by_key),
	    TOPIC_TEST(a_speech_is_mended_as_it_was_shown),
	    TOPIC_TEST(a_topic_is_added_at_the_meeting),
	    TOPIC_TEST(no_key_is_offered_that_does_nothing),
	    TOPIC_TEST(a_closed_meeting_leads_to_its_order),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
