/* SPDX-License-Identifier: MIT
 * council_word.c - what is easily mistaken at a meeting, tried at the screens: the minutes say what
 * was voted, and everybody's vote is their own.
 */
#include "tests/lib/desk.h"

static int
group_setup(void **state)
{
	static const char *const accounts[] = {"sekr --role secretary --person P0104",
	    "member --role council_member --person P0006", "guest --role viewer", NULL};

	return desk_council_setup(state, accounts);
}

static vt *
start_as(const struct desk *d, const char *user)
{
	return desk_open_as(d, user, 24, 100);
}

/* The secretary at the first of ten items, seven present. */
static vt *
begin(const struct desk *d)
{
	vt *v = start_as(d, "sekr");

	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space>", "Повестка: 10 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7, кворум есть: нужно 4");
	desk_type(v, "<Enter>", "пункт 1 из 10");
	return v;
}

static vt *
follow(const struct desk *d, const char *user)
{
	vt *v = start_as(d, user);

	desk_seek(v, "Идёт заседание № 9");
	desk_type(v, "<Enter>", "пункт 1 из 10");
	return v;
}

static char *
minutes_of(const struct desk *d)
{
	return desk_shell("%s --db %s --user lead document minutes M016", desk_program(), d->db);
}

/* Seven are for it, and one digit too many is no decision. */
static void
a_digit_too_many_decides_nothing(void **state)
{
	vt *v = begin(*state);
	char *row;

	desk_type(v, "11111112", "цифра не принята");
	desk_see(v, "[принять]");
	desk_type(v, "<Enter>", "пункт 2 из 10");
	row = desk_export(*state, "decisions", "AP0201");
	assert_non_null(strstr(row, ";принять;7;0;0;"));
	free(row);
	vt_close(v, WAIT);
}

static void
against_the_votes_is_a_deed_of_its_own(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d);
	char *text;

	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<End>2<Enter>", "ВОПРЕКИ ГОЛОСАМ: за 7, против 0");
	desk_type(v, "<Enter>", "[отклонить]"); /* the default is no */
	desk_type(v, "<Enter>", "ВОПРЕКИ ГОЛОСАМ: за 7, против 0");
	desk_type(v, "<Right><Enter>", "Причина решения");
	desk_type(v, "отозвал заявление устно<Enter>", "пункт 2 из 10");
	text = minutes_of(d);
	assert_non_null(strstr(text, "Решение принято ВОПРЕКИ ГОЛОСАМ"));
	free(text);
	vt_close(v, WAIT);
}

static void
a_chosen_outcome_falls_with_its_votes(void **state)
{
	vt *v = begin(*state);

	desk_type(v, "111", "за 3 из 3");
	desk_type(v, "<End>2", "[отклонить]");
	desk_type(v, "<Up>1", "[принять]");
	vt_close(v, WAIT);
}

static void
the_silent_are_named(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d);
	char *text;

	desk_type(v, "1", "за 1 из 1");
	desk_type(v, "<Enter>", "1 принять");
	desk_type(v, "<Enter>", "Не голосовали: Грачёва Ж. Ю., Воронцов А. Г.");
	desk_type(v, "<Enter>", "пункт 2 из 10");
	text = minutes_of(d);
	assert_non_null(strstr(text, "«за» — 1"));
	assert_non_null(strstr(text, "не голосовали — 6"));
	free(text);
	vt_close(v, WAIT);
}

static void
a_unanimous_item_takes_two_keys(void **state)
{
	vt *v = begin(*state);

	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<C-z>", "голосов нет");
	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<Enter>", "пункт 2 из 10");
	vt_close(v, WAIT);
}

static void
a_vote_cast_is_changed_with_a_reason(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d), *member = follow(d, "member");
	char *row;

	desk_type(member, "2", "Ваш голос по пункту 1");
	desk_see(v, "против•");
	desk_type(v, "<Home><Down><Down><Down><Down>1", "голосует со своего места");
	desk_type(v, "поднята рука за<Enter>", "за 1 из 1");
	desk_see(member, "изменил ведущий заседание: против → за");
	row = desk_shell("%s --db %s --user lead log | head -4", desk_program(), d->db);
	assert_non_null(strstr(row, "против → за: поднята рука за"));
	free(row);
	/* And a recusal is not for the member to lift. */
	desk_type(v, "<Home><Down><Down><Down><Down>4", "голосов нет");
	desk_see(member, "за → отвод");
	desk_type(member, "1", "снять его может только ведущий");
	vt_close(v, WAIT);
	vt_close(member, WAIT);
}

/* The member's digit for item 1 comes when item 2 is there already. */
static void
a_digit_does_not_fall_on_the_next_item(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d), *member = follow(d, "member");
	char *row;

	desk_type(v, "+", "за 7 из 7");
	vt_keys(v, "<Enter>");
	desk_see(member, "пункт 2 из 10");
	desk_see(member, "П Р И Н Я Т О"); /* it stands large over the next item */
	desk_type(member, "2", "Пункт сменился: 2");
	desk_see(member, "Предыдущий: 1. Седова Екатерина Геннадьевна — принято 7:0:0");
	desk_gone(member, "П Р И Н Я Т О");
	row = desk_export(d, "votes", "AP0202");
	assert_string_equal(row, "");
	free(row);
	vt_close(v, WAIT);
	vt_close(member, WAIT);
}

/* Members vote between the two keys; whoever writes the votes down himself needs neither. */
static void
a_vote_begins_and_ends(void **state)
{
	struct desk *d = *state;
	vt *v, *member;

	free(desk_shell("%s --db %s --user lead profile show >%s/key.conf && "
			"sed -i 's/votes_open = \"auto\"/votes_open = \"key\"/' %s/key.conf && "
			"%s --db %s --user lead profile set %s/key.conf",
	    desk_program(), d->db, d->folder, d->folder, desk_program(), d->db, d->folder));
	v = begin(d);
	member = follow(d, "member");
	desk_see(v, "F5 — открыть голосование");
	desk_see(member, "Голосование ещё не открыто");
	desk_type(member, "1", "цифра не принята");
	desk_type(v, "<F5>", "Голосование по пункту 1 открыто");
	desk_see(member, "Ваш голос: 1 за");
	assert_int_equal(member->bells, 1); /* whose vote is awaited is called */
	desk_type(member, "2", "Ваш голос по пункту 1");
	desk_see(v, "против•");
	desk_type(v, "<F5>", "Голосование по пункту 1 закрыто");
	desk_see(member, "Голосование закрыто");
	desk_type(member, "1", "закрыто: голос не принят");
	desk_type(v, "1", "F5 — открыть его снова");
	desk_type(v, "<C-z>", "Шаг назад: пункт 1");
	desk_see(member, "Ваш голос: 1 за");
	desk_type(v, "+", "за 6 из 7");
	desk_type(v, "<Enter>", "пункт 2 из 10"); /* it ends with the decision */
	desk_see(member, "П Р И Н Я Т О");
	vt_keys(member, "<Tab>"); /* any key puts it away */
	desk_see(member, "Голосование ещё не открыто");
	assert_int_equal(member->bells, 1); /* once each time it is opened */
	desk_type(v, "+", "за 6 из 6");     /* to one a recusal is proposed */
	vt_close(v, WAIT);
	vt_close(member, WAIT);
}

/* Горшкова turns while the secretary looks for words: her vote stands as it was. */
static void
none_votes_while_a_reason_is_asked(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d), *member = follow(d, "member");
	char *row;

	desk_type(member, "2", "Ваш голос по пункту 1");
	desk_see(v, "против•");
	desk_type(v, "2222", "за 0 из 5");
	desk_type(v, "<End><Enter>", "Не голосовали");
	desk_type(v, "<Enter>", "Почему отклонить");
	desk_type(member, "1", "закрыто: голос не принят");
	vt_keys(v, "<Esc>");
	desk_gone(v, "Почему отклонить"); /* nothing decided: the vote goes on */
	desk_see(member, "Ваш голос: 1 за");
	desk_type(v, "<Enter>", "Почему отклонить");
	desk_see(member, "Голосование закрыто");
	desk_type(v, "<Enter>", "пункт 2 из 10");
	row = desk_export(d, "decisions", "AP0201");
	assert_non_null(strstr(row, ";отклонить;0;5;0;"));
	free(row);
	row = desk_export(d, "votes", "AP0201;P0006");
	assert_non_null(strstr(row, ";против"));
	free(row);
	vt_close(v, WAIT);
	vt_close(member, WAIT);
}

/* Reprints say that they are another edition, and why. */
static void
minutes_opened_again_are_another_edition(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d);
	char *text;

	desk_type(v, "<F8>", "будут отложены");
	desk_type(v, "2", "Протокол закрыт");
	desk_type(v, "<F8>", "Почему закрытый протокол");
	desk_type(v, "описка в решении<Enter>", "открыт снова");
	text = minutes_of(d);
	assert_non_null(strstr(text, "Редакция 2, открыт 31.05.2026, причина: описка в решении"));
	free(text);
	vt_close(v, WAIT);
}

/* Whom an order could not name is seen before the vote, not behind it. */
static void
a_candidate_out_of_the_register_is_marked(void **state)
{
	vt *v = start_as(*state, "sekr");

	desk_type(v, "засед", "► Заседания совета");
	desk_type(v, "<Enter>", "всего 15");
	desk_type(v, "<C-g>", "нет в реестре");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "нет в реестре людей");
	vt_close(v, WAIT);
}

/* What the others vote is not seen before the decision by who only follows, nor can it be counted:
 * a vote that was cast is told to be there, the sum is not. Whoever is no longer let in sees
 * nothing. */
static void
votes_are_seen_after_the_decision(void **state)
{
	const struct desk *d = *state;
	vt *v, *member, *guest;

	free(desk_shell("%s --db %s --user lead profile show | "
			"sed 's/votes_shown = \"at_once\"/votes_shown = \"after\"/' >%s.conf && "
			"%s --db %s --user lead profile set %s.conf",
	    desk_program(), d->db, d->db, desk_program(), d->db, d->db));
	v = begin(d);
	member = follow(d, "member");
	guest = follow(d, "guest");
	desk_type(v, "111", "за 3 из 3");
	desk_see(guest, "голос подан");
	desk_see(member, "голос подан");
	assert_false(vt_has(guest, "за 3"));
	assert_false(vt_has(member, "за 3"));
	desk_type(v, "+", "за 7 из 7");
	assert_false(vt_has(guest, "за 7"));
	desk_type(v, "<Enter>", "пункт 2 из 10");
	desk_see(guest, "П Р И Н Я Т О");
	desk_see(member, "П Р И Н Я Т О");
	free(desk_shell("%s --db %s --user lead user set guest --disable", desk_program(), d->db));
	desk_see(guest, "сеанс закрыт: вашу учётную запись отключили");
	assert_false(vt_has(guest, "Седова"));
	vt_close(guest, WAIT);
	vt_close(member, WAIT);
	vt_close(v, WAIT);
}

/* Whoever comes into the council meanwhile moves the others' rows, and not the cursor. */
static void
a_digit_stays_where_it_was_meant(void **state)
{
	struct desk *d = *state;
	vt *v = begin(d);

	desk_type(v, "+", "за 7 из 7");
	desk_type(v, "<End>3", "[отложить]");
	free(desk_shell("printf 'person;from;to;duty\\nP0005;2025-09-01;;член\\n' | "
			"%s --db %s --user lead import council_members -",
	    desk_program(), d->db));
	desk_see(v, "Никулина О. В.");
	desk_type(v, "3", "[отложить]");
	desk_see(v, "за 7 из 7");
	vt_close(v, WAIT);
}

#define WORD_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup, NULL)

/* What the keeper of a meeting presses, one after another, and what is said of it. */
static void
every_key_of_the_keeper_is_answered(void **state)
{
	static const struct {
		const char *keys, *seen;
	} steps[] = {
	    {"5", "Отвода здесь нет: отклонять нечего"},
	    {"4<Up>5", "отвод записан. Почему голосует всё же"},
	    {"<Esc>", "F8 Закрыть"},
	    {"5уже не связан<Enter>", "голосов нет"},
	    {"<F5>", "Голосование по пункту 1 закрыто"},
	    {"1", "Голосование закрыто: голоса не меняются. F5"},
	    {"+", "Голосование закрыто: голоса не меняются. F5"},
	    {"<F5>", "Голосование по пункту 1 открыто"},
	    {"<Home>1", "за 1 из 1"},
	    {"<Home><Up>0", "голосов нет"},
	    {"+", "за 7 из 7"},
	    {"+", "Все, кто может голосовать, проголосовали"},
	    {"<End>5", "На строке решения: 1 принять, 2 отклонить, 3 отложить, 0 — как"},
	    {"4", "На строке решения: 1 принять, 2 отклонить, 3 отложить, 0 — как"},
	    {"2", "[отклонить]"},
	    {"0", "[принять]"},
	    {"<F4>", "Тайное голосование: итог числами"},
	    {"много<Enter>", "«много» — не итог. Нужны три числа"},
	    {"<F4>1 2 3 4<Enter>", "«1 2 3 4» — не итог"},
	    {"<F4>9<Enter>", "Голосов 9, а голосовать могли 7"},
	    {"<F4><Esc>", "за 7 из 7"},
	    {"<F4>4/2;1<Enter>", "за 4 из 7"},
	    {"<F4><C-u>1, 2<Enter>", "за 1 из 3"}, /* what is not said is none */
	    {"<F4><C-u><Enter>", "за 7 из 7"},
	    {"<F7>", "┌─ Повестка"},
	    {"<Esc>", "F8 Закрыть"},
	    {"<Ins>", "Внести в повестку"},
	    {"<Esc>", "F8 Закрыть"},
	    {"<C-k>", "окладчик"},
	    {"<Esc>", "F8 Закрыть"},
	    {"<C-g>", "┌─ "},
	    {"<Esc>", "F8 Закрыть"},
	    {"<F3>", "Заявления › "},
	    {"<F10>", "F8 Закрыть"},
	    {"<End><Enter>", "пункт 2 из 10"},
	    {"<Left>", "пункт 1 из 10"},
	    {"1", "По этому пункту решено: принято. Enter — дальше, Ctrl-Z — вернуть решение"},
	    {"<Left>", "пункт 1 из 10"},
	    {"<C-z>", "Шаг назад: пункт 1"},
	    {"<End><Enter>", "пункт 2 из 10"},
	    {"<F7><End><Enter>", "пункт 10 из 10"},
	    {"<Right>", "пункт 10 из 10"},
	    {"<Left>", "пункт 9 из 10"},
	    {"<F8>", "┌─ "},
	    {"<Esc>", "пункт 9 из 10"},
	};
	vt *v = begin(*state);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		desk_type(v, steps[i].keys, steps[i].seen);
	vt_close(v, WAIT);
}

/* Who is away votes nothing; who comes does. */
static void
who_is_away_has_no_vote(void **state)
{
	vt *v = begin(*state);

	desk_type(v, "<F6>", "пришли и ушли");
	desk_type(v, "<End><Space>", "Харитонов К. Н.: отсутствует");
	vt_keys(v, "<Enter>");
	desk_gone(v, "пришли и ушли");
	desk_type(v, "<End><Up>1", "за 1 из 1"); /* the cursor passes by who is away */
	desk_type(v, "<F6>", "пришли и ушли");
	desk_type(v, "<Home><Space>", "Власов А. Н.: отсутствует");
	desk_type(v, "<Down><F4>", "ведёт");
	desk_type(v, "<Down><Space><Down><Space>", "присутствуют 3 из 7");
	vt_keys(v, "<Enter>");
	desk_gone(v, "пришли и ушли");
	desk_type(v, "1", "кворума нет");
	vt_close(v, WAIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORD_TEST(a_digit_too_many_decides_nothing),
	    WORD_TEST(a_digit_stays_where_it_was_meant),
	    WORD_TEST(against_the_votes_is_a_deed_of_its_own),
	    WORD_TEST(a_chosen_outcome_falls_with_its_votes),
	    WORD_TEST(the_silent_are_named),
	    WORD_TEST(a_unanimous_item_takes_two_keys),
	    WORD_TEST(a_vote_cast_is_changed_with_a_reason),
	    WORD_TEST(a_digit_does_not_fall_on_the_next_item),
	    WORD_TEST(a_candidate_out_of_the_register_is_marked),
	    WORD_TEST(a_vote_begins_and_ends),
	    WORD_TEST(votes_are_seen_after_the_decision),
	    WORD_TEST(none_votes_while_a_reason_is_asked),
	    WORD_TEST(minutes_opened_again_are_another_edition),
	    cmocka_unit_test_setup(every_key_of_the_keeper_is_answered, desk_setup),
	    cmocka_unit_test_setup(who_is_away_has_no_vote, desk_setup),
	};

	return cmocka_run_group_tests(tests, group_setup, desk_group_teardown);
}
