/* SPDX-License-Identifier: MIT
 * stage.c - towns made ready.
 */
#include "tests/lib/stage.h"

#include "tests/lib/ages.h"
#include "tests/lib/town.h"

enum { PATH_LENGTH = 96, SHORTEST = 8 };

static void
command(const struct stage *stage, const char *arguments)
{
	free(desk_shell("%s --db '%s' --user lead %s", desk_program(), stage->desk.db, arguments));
}

static void
import(const struct stage *stage, const char *kind, const char *lines)
{
	free(desk_shell("printf '%s' | %s --db '%s' --user lead import %s -", lines, desk_program(),
	    stage->desk.db, kind));
}

/* --- Towns made once. */

/* Ten items, all seven there, three have voted on the first. */
static void
make_sitting(const struct desk *d)
{
	struct stage stage = {.desk = *d};
	vt *v;

	snprintf(stage.desk.db, sizeof(stage.desk.db), "%s/" TOWN_SITTING, d->folder);
	free(desk_shell("cp -r '%s/town' '%s'", d->folder, stage.desk.db));
	command(&stage, "import --all tests/data/council");
	command(&stage, "user add member --role council_member --person P0006");
	v = desk_start(&stage.desk, 24, 100);
	desk_see(v, "F10 Выход");
	desk_type(v, "засед<Enter>", "всего 15");
	desk_type(v, "<C-g>", "Повестка: 11 из 11");
	desk_type(v, "<Home><Down><Down><Down><Down><Down><Space>", "Повестка: 10 из 11");
	desk_type(v, "<F2>", "Заседание № 9 от 31.05.2026 записано");
	desk_type(v, "<F8>", "присутствуют 7 из 7");
	desk_type(v, "<Enter>", "пункт 1 из 10");
	desk_type(v, "112", "за 2 из 3");
	assert_int_equal(vt_close(v, WAIT), 0);
}

/* Who is called so by the system as well: the journal names both where they differ, and no machine
 * has the users of another. */
static void
be(struct session *s, const char *name, enum way way)
{
	s->visitor.way = way;
	snprintf(s->visitor.os_user, sizeof(s->visitor.os_user), "%s", name);
	s->actor = visitor_actor(&s->visitor);
}

static void
make_office(const struct desk *d)
{
	struct visitor ivanova = visitor_as("ivanova");
	struct town town;
	struct session *petrova;
	struct error e = {0};

	snprintf(ivanova.os_user, sizeof(ivanova.os_user), "ivanova");
	snprintf(town.dir, sizeof(town.dir), "%s/" TOWN_OFFICE, d->folder);
	setenv("METODAKTIV_NOW", "2026-05-29T09:00:00", 1);
	assert_done(
	    session_create(&town.s,
		&(struct new_database){.dir = town.dir, .profile = TOWN_PROFILE, .rehearsal = true},
		&ivanova, &e),
	    &e);
	town_load(town.s, KIND_ORGANISATIONS);
	town_load(town.s, KIND_PEOPLE);
	petrova = town_second(&town, "petrova", "clerk");
	be(petrova, "petrova", WAY_SCREEN);
	setenv("METODAKTIV_NOW", "2026-05-30T10:30:00", 1);
	town_school(petrova, "O901", "Школа на Севере");
	town_person(petrova, "P9001", "Ветрова", "Мария", "Петровна");
	be(town.s, "ivanova", WAY_SCREEN);
	setenv("METODAKTIV_NOW", "2026-05-30T11:05:00", 1);
	assert_done(register_undo_operation(town.s, 5, &e), &e);
	town_second_close(petrova);
	session_close(town.s);
	setenv("METODAKTIV_NOW", "2026-05-31T12:00:00", 1);
}

void
stage_make_towns(const struct desk *d)
{
	make_sitting(d);
	make_office(d);
}

/* --- One of them, for one picture. */

void
stage_open(struct stage *stage, struct desk *d, const char *town)
{
	int len;

	*stage = (struct stage){.desk.number = ++d->number};
	len = snprintf(stage->desk.folder, PATH_LENGTH, "%s/%d-", d->folder, d->number);
	assert_true(len < PATH_LENGTH);
	memset(stage->desk.folder + len, '-', (size_t)(PATH_LENGTH - len));
	snprintf(stage->desk.db, sizeof(stage->desk.db), "%s/strezhevoy", stage->desk.folder);
	free(desk_shell("mkdir '%s' && cp -r '%s/%s' '%s'", stage->desk.folder, d->folder,
	    town != NULL ? town : "town", stage->desk.db));
}

vt *
stage_start(const struct stage *stage, const char *account, int rows, int columns)
{
	char *program = realpath(desk_program(), NULL);
	const char *argv[] = {"env", "-C", stage->desk.folder, program, "--db", "strezhevoy",
	    "--user", account, NULL};
	vt *v;

	assert_non_null(program);
	v = vt_spawn(rows, columns, "xterm-256color", NULL, argv);
	assert_non_null(v);
	free(program);
	return v;
}

void
stage_close(struct stage *stage)
{
	if (stage->colleague != NULL)
		vt_close(stage->colleague, WAIT);
}

void
stage_copy(struct stage *stage)
{
	char *program = realpath(desk_program(), NULL);

	free(desk_shell("cd '%s' && mkdir strezhevoy/copies && "
			"%s --db strezhevoy --user lead backup копия-2026-05-30-170000.copy && "
			"cp копия-2026-05-30-170000.copy копия-2025-09-01-090000.copy && "
			"touch -d '2026-05-30 17:00' *.copy && "
			"touch -d '2025-09-01 9:00' *09-01-*.copy && mv *.copy strezhevoy/copies",
	    stage->desk.folder, program));
	free(program);
	import(stage, "organisations",
	    "code;name;type\\nO001;Другое имя;школа\\nO901;Школа на Севере;школа\\n");
}

void
stage_older(struct stage *stage)
{
	age_before_facts_folder(stage->desk.db);
}

void
stage_school_list(struct stage *stage)
{
	free(desk_shell("cd '%s' && mkdir отчёты && printf '%%s\\n' 'Список педагогов;;;' "
			"'№ п/п;ФИО;Должность;Категория' "
			"'1;Ветрова Мария Петровна;учитель математики;высшая' "
			"'2;Лугов Сергей Ильич;учитель физики;СЗД' "
			"'3;Полев;учитель труда (технологии);нет' "
			"'4;Рощина Ольга Игоревна;учитель истории и обществознания;СЗД' "
			"'5;Ветрова Мария Петровна;библиотекарь;нет' >школа-8.csv && "
			"touch -d '2026-05-29 16:40' школа-8.csv отчёты strezhevoy",
	    stage->desk.folder));
}

void
stage_two_writers(struct stage *stage)
{
	vt *v = desk_start(&stage->desk, 24, 80);

	desk_see(v, "► Люди");
	desk_type(v, "<Enter>", "Чтобы найти");
	desk_type(v, "озерская", "1 из 1");
	desk_type(v, "<F4>", "Люди: Озерская Ирина Григорьевна");
	desk_type(v, "<PgUp><PgUp><Tab><Tab><Tab><C-u>Глебовна", "Глебовна");
	desk_type(v, "<Tab><Tab><Tab><C-u>учитель начальной школы", "начальной школы");
	vt_close(v, WAIT);
	import(stage, "people",
	    "code;surname;given_name;organisation;position;staff_kind;hired\\n"
	    "P0001;Озерская;Арина;O003;воспитатель;педагог;2025-04-26\\n");
}

void
stage_colleague(struct stage *stage)
{
	static const char *const env[] = {"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL};
	const char *argv[] = {desk_program(), "--db", stage->desk.db, "--user", "petrova", NULL};

	command(stage, "user add petrova --role clerk --full-name 'Петрова Анна Ивановна'");
	stage->colleague = vt_spawn(24, 80, "xterm-256color", env, argv);
	assert_non_null(stage->colleague);
	desk_see(stage->colleague, "► Люди");
	desk_type(stage->colleague, "<Enter>", "Чтобы найти");
	desk_type(stage->colleague, "озерская", "1 из 1");
	desk_type(stage->colleague, "<F4>", "Люди: Озерская Ирина Григорьевна");
}

void
stage_mask(const struct stage *stage, char *text)
{
	const char *path = stage->desk.folder;

	for (char *p = strchr(text, '/'); p != NULL; p = strchr(p + 1, '/')) {
		size_t len = 0;

		while (path[len] != '\0' && p[len] == path[len])
			len++;
		if (len >= SHORTEST)
			memset(p, '#', len);
	}
}
