/* SPDX-License-Identifier: MIT
 * commands.c - the table of the region's commands.
 */
#include "region/commands.h"

#include "region/command.h"

static const char *const text_or_json[] = {"text", "json", NULL};
static const char *const text_json_csv[] = {"text", "json", "csv", NULL};
static const char *const any_table[] = {"text", "json", "csv", "xlsx", NULL};

const struct region_command region_commands[] = {
    {.name = "init",
	.operands = "",
	.about = "создать базу региона в базе PostgreSQL, к которой подключились",
	.details =
	    "База PostgreSQL уже есть (createdb), и тот, кто подключился, вправе создавать в "
	    "ней схему и роли. Адрес из --connect запоминается для остальных команд. Роли: "
	    "administrator "
	    "принимает передачи, analyst видит показатели всех частей, municipality — свои, bi — "
	    "только виды "
	    "bi_indicator и bi_town без малых чисел.",
	.takes = REGION_TAKES(LATE_DAYS),
	.makes = true,
	.run = region_command_init},
    {.name = "upgrade",
	.operands = "",
	.about = "обновить базу региона, созданную прежней версией программы",
	.makes = true,
	.run = region_command_upgrade},
    {.name = "town",
	.action = "add",
	.operands = "OKTMO NAME",
	.about = "завести город",
	.details = "OKTMO — восемь цифр муниципалитета; первые две — субъект Федерации.",
	.takes = REGION_TAKES(SSH) | REGION_TAKES(KEY) | REGION_TAKES(LATE_DAYS),
	.run = region_command_town_add},
    {.name = "town",
	.action = "set",
	.operands = "OKTMO",
	.about = "изменить имя города, адрес, ключ, срок; none убирает адрес или ключ",
	.takes =
	    REGION_TAKES(NAME) | REGION_TAKES(SSH) | REGION_TAKES(KEY) | REGION_TAKES(LATE_DAYS),
	.run = region_command_town_set},
    {.name = "town",
	.action = "list",
	.operands = "",
	.about = "показать города",
	.formats = text_or_json,
	.takes = REGION_TAKES(FORMAT),
	.run = region_command_town_list},
    {.name = "town",
	.action = "reset",
	.operands = "OKTMO",
	.about = "разрешить городу прислать снимок другой базы: он завёл её заново",
	.run = region_command_town_reset},
    {.name = "town",
	.action = "retire",
	.operands = "OKTMO",
	.about = "снять город с учёта",
	.details =
	    "Всё, что регион знает о его людях, уничтожается; сохранённые показатели прошлых "
	    "дней остаются в видах для BI.",
	.run = region_command_town_retire},
    {.name = "load",
	.operands = "FILE",
	.about = "принять передачу города: файл, «-» или все *.jsonl папки",
	.details =
	    "Передача принимается целиком или не принимается. Строка accepted печатается, когда "
	    "принятое записано навсегда; already — передача уже была принята. Показатели, которые "
	    "город посчитал сам, сравниваются с тем, что вышло в регионе: не сошлись — передача в "
	    "карантине, и ничего из неё не видно.",
	.takes = REGION_TAKES(TOWN),
	.run = region_command_load},
    {.name = "pull",
	.operands = "[OKTMO…]",
	.about = "взять передачи городов по SSH и принять их",
	.details =
	    "У каждого города с адресом (--ssh) выполняется changes --since того, на чём регион "
	    "остановился. Если история города разошлась, берётся снимок. Города, до которых не "
	    "дозвониться, называются, остальные принимаются. Запускают по таймеру.",
	.takes = REGION_TAKES(LEVEL),
	.run = region_command_pull},
    {.name = "status",
	.operands = "",
	.about = "кто опаздывает, кто в карантине, по каким правилам считает",
	.formats = text_or_json,
	.takes = REGION_TAKES(FORMAT),
	.run = region_command_status},
    {.name = "indicators",
	.operands = "",
	.about = "восемь показателей региона, города или его части за любой период",
	.details =
	    "Период — от 1 сентября до сегодня, если не указан другой. --by municipality — каждый "
	    "город, --by month — каждый конец месяца. Человек, работающий в двух городах, "
	    "считается в каждом. Чего в ответе не хватает, говорится отдельно.",
	.formats = any_table,
	.takes = REGION_TAKES(FROM) | REGION_TAKES(TO) | REGION_TAKES(SCOPE) | REGION_TAKES(BY) |
	    REGION_TAKES(NAMES) | REGION_TAKES(FORMAT) | REGION_TAKES(OUTPUT) | REGION_TAKES(FORCE),
	.run = region_command_indicators},
    {.name = "roster",
	.operands = "",
	.about = "списки актива, которые города разрешили показывать, одним списком",
	.details =
	    "Города присылают их уровнем roster (pull --level roster или load): ровно то, на что "
	    "люди "
	    "дали согласие. Список города, молчащего дольше срока, не показывается: отзыв согласия "
	    "мог не дойти.",
	.formats = text_json_csv,
	.takes =
	    REGION_TAKES(TOWN) | REGION_TAKES(FORMAT) | REGION_TAKES(OUTPUT) | REGION_TAKES(FORCE),
	.run = region_command_roster},
    {.name = "verify",
	.operands = "",
	.about = "посчитать все сохранённые показатели заново и сравнить",
	.run = region_command_verify},
    {.name = "shard",
	.action = "add",
	.operands = "URI SUBJECT [SUBJECT…]",
	.about = "вынести субъекты Федерации на другой сервер PostgreSQL",
	.details =
	    "URI — пустая база на нём, с именем и паролем; таблицы создаются сами. SUBJECT — две "
	    "первые цифры ОКТМО. Каждый субъект переходит целиком, вместе с людьми, или остаётся; "
	    "прерванное повторяют. Команды отвечают, как раньше: о вынесенном спрашивается там, "
	    "все "
	    "серверы считают сразу. Сервер, который не отвечает, называется, ответа без него нет.",
	.run = region_command_shard_add},
    {.name = "shard",
	.action = "return",
	.operands = "SUBJECT [SUBJECT…]",
	.about = "вернуть субъекты Федерации на сервер региона",
	.details =
	    "Каждый возвращается целиком, с того сервера всё его убирается. На третий сервер его "
	    "потом выносит shard add. Прерванное повторяют.",
	.run = region_command_shard_return},
    {.name = "shard",
	.action = "list",
	.operands = "",
	.about = "показать, какие субъекты на каких серверах",
	.run = region_command_shard_list},
    {.name = "help", .operands = "[COMMAND…]", .about = "показать справку"},
    {.name = NULL},
};
