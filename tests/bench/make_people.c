/* SPDX-License-Identifier: MIT
 * make_people.c - a made-up country: COUNT people (and organisations) as tables to import.
 *
 *   make_people COUNT DIR      writes DIR/organisations.csv and DIR/people.csv
 *
 * The same bytes each time: the generator has its own seeded numbers. Codes rise with the rows,
 * names do not, as in a real registry.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const stems[] = {"Иван", "Петр", "Кузнец", "Соловь", "Морозо", "Волко", "Лебеде",
    "Козло", "Новико", "Семёно", "Егоро", "Павло", "Никити", "Фёдоро", "Захаро", "Борисо", "Королё",
    "Гераси", "Макаро", "Щукин", "Ёлкин", "Озерц", "Ковалё", "Тимофее", "Белозер", "Черныш",
    "Яковле", "Журавлё", "Соколо", "Медведе"};
static const char *const endings[] = {
    "ова", "ева", "ина", "ская", "ков", "нова", "цева", "шина", "рёва", "дова"};
static const char *const given[] = {"Анна", "Мария", "Елена", "Ольга", "Наталья", "Ирина",
    "Светлана", "Татьяна", "Юлия", "Алёна", "Зоя", "Галина", "Пётр", "Алексей", "Фёдор", "Семён"};
static const char *const patronymics[] = {"Ивановна", "Петровна", "Сергеевна", "Алексеевна",
    "Семёновна", "Фёдоровна", "Николаевна", "Андреевна", "Викторовна", "Павловна"};
static const char *const positions[] = {"учитель математики", "учитель русского языка и литературы",
    "учитель начальных классов", "воспитатель", "педагог дополнительного образования",
    "педагог-психолог"};
static const char *const levels[] = {"основное и среднее", "основное и среднее", "начальное",
    "дошкольное", "дополнительное", "начальное"};
static const char *const categories[] = {
    "нет", "соответствие занимаемой должности", "первая", "высшая"};

/* xorshift64*: small, seeded, the same everywhere */
static uint64_t
draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717) >> 20;
}

#define PICK(state, words) words[draw(state) % (sizeof(words) / sizeof(words[0]))]

static void
write_organisations(FILE *f, unsigned count)
{
	fputs("code;name;full_name;type;address;phone;email;head\n", f);
	for (unsigned i = 1; i <= count; i++)
		fprintf(f, "O%05u;МБОУ «СОШ № %u»;;школа;;;org%u@example.org;\n", i, i, i);
}

static void
write_person(FILE *f, uint64_t *state, unsigned i, unsigned organisations)
{
	unsigned post = (unsigned)(draw(state) % 6), born = 1955 + (unsigned)(draw(state) % 45);
	unsigned month = 1 + (unsigned)(draw(state) % 12), day = 1 + (unsigned)(draw(state) % 28);

	fprintf(f,
	    "P%07u;%s%s%s;%s;%s;%04u-%02u-%02u;O%05u;%s;педагог;%s;;высшее педагогическое;%s;;;", i,
	    PICK(state, stems), PICK(state, endings), i % 7 == 0 ? "-Северная" : "",
	    PICK(state, given), PICK(state, patronymics), born, month, day,
	    1 + (unsigned)(draw(state) % organisations), positions[post], levels[post],
	    PICK(state, categories));
	fprintf(f, "%04u-09-01;%04u-08-20;;'+7 (900) %03u-%02u-%02u;p%u@example.org\n", born + 22,
	    born + 23, (unsigned)(draw(state) % 1000), (unsigned)(draw(state) % 100),
	    (unsigned)(draw(state) % 100), i);
}

static FILE *
open_in(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	return f;
}

int
main(int argc, char **argv)
{
	unsigned count = argc == 3 ? (unsigned)atoi(argv[1]) : 0;
	unsigned organisations = count / 40 + 1;
	uint64_t state = UINT64_C(20240909);
	FILE *f;

	if (count == 0) {
		fprintf(stderr, "usage: make_people COUNT DIR\n");
		return 2;
	}
	f = open_in(argv[2], "organisations.csv");
	write_organisations(f, organisations);
	fclose(f);
	f = open_in(argv[2], "people.csv");
	fputs(
	    "code;surname;given_name;patronymic;birth_date;organisation;position;staff_kind;level;"
	    "subjects;education;category;category_until;titles;career_start;hired;dismissed;phone;"
	    "email\n",
	    f);
	for (unsigned i = 1; i <= count; i++)
		write_person(f, &state, i, organisations);
	return fclose(f) == 0 ? 0 : 1;
}
