/* SPDX-License-Identifier: MIT
 * commands.c - the table of commands.
 */
#include "cli/commands.h"

#include "cli/command/command.h"
#include "cli/help.h"

static const char *const text_or_json[] = {"text", "json", NULL};
static const char *const any_table[] = {"text", "json", "csv", "xlsx", NULL};
static const char *const list_formats[] = {"text", "csv", "json", "html", "xlsx", "pdf", NULL};
static const char *const year_formats[] = {"text", "json", "xlsx", NULL};
static const char *const text_json_csv[] = {"text", "json", "csv", NULL};
static const char *const site_formats[] = {"html", "csv", "json", "text", NULL};
static const char *const paper_formats[] = {"text", "html", "odt", "docx", "pdf", NULL};
static const char *const table_formats[] = {"csv", "json", "xlsx", NULL};

const struct command all_commands[] = {
    {.name = "init",
	.operands = "",
	.about = "создать базу нового города",
	.details = "Тот, кто создаёт базу, становится её первым администратором. Папка базы "
		   "(--db) — новая или пустая; её права 2770, группа — из --group, а без него "
		   "какая выйдет.",
	.takes = TAKES(PROFILE) | TAKES(GROUP) | TAKES(REHEARSAL),
	.needs = TAKES(PROFILE),
	.run = command_init},
    {.name = "import",
	.operands = "KIND FILE",
	.with_all = "DIR",
	.about = "внести таблицу из файла",
	.details = "Файл — CSV (UTF-8 или Windows-1251), книга Excel (.xlsx; её первый лист или "
		   "лист --sheet) или JSON; «-» читает стандартный ввод. "
		   "С --all из папки берутся все файлы KIND.csv (с --format json — KIND.json) в "
		   "порядке зависимости. Вносится всё или ничего; запись с тем же ключом "
		   "изменяется. Файл --map переводит названия столбцов: строка «Место работы = "
		   "organisation». Ctrl-C отменяет, и во время записи тоже: база "
		   "остаётся прежней.",
	.formats = table_formats,
	.takes = TAKES(ALL) | TAKES(DRY_RUN) | TAKES(KEEP_GOING) | TAKES(MAP) | TAKES(SHEET) |
	    TAKES(FORMAT),
	.permit = PERMIT_IMPORT,
	.ssh = true,
	.run = command_import},
    {.name = "export",
	.operands = "KIND",
	.with_all = "DIR",
	.about = "выгрузить таблицу",
	.details = "С --all в папку, новую или пустую, записываются все таблицы, каждая в свой "
		   "файл. Что выгружено, то можно внести обратно командой import. Файлы может "
		   "читать только их хозяин; существующие заменяются только с --force. О выгрузке "
		   "пишется в журнал.",
	.formats = table_formats,
	.takes = TAKES(ALL) | TAKES(FORMAT) | TAKES(HEADERS) | TAKES_OUTPUT,
	.permit = PERMIT_EXPORT,
	.ssh = true,
	.run = command_export},
    {.name = "indicators",
	.operands = "",
	.about = "восемь показателей на любой день и для любой части города",
	.details =
	    "Период — от 1 сентября до сегодня, если не указан другой. --by делит весь город "
	    "по объединениям или организациям, --by month показывает каждый конец месяца. "
	    "--names называет людей, учтённых и не учтённых в показателе: assessed, trained, "
	    "pathways, methodists, pathways_done, young. Книга xlsx — с диаграммами, на листе "
	    "каждый вид.",
	.formats = any_table,
	.takes = TAKES(FROM) | TAKES(TO) | TAKES(SCOPE) | TAKES(BY) | TAKES(NAMES) | TAKES(FORMAT) |
	    TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_indicators},
    {.name = "worklist",
	.operands = "[ID]",
	.put_words = worklist_put_words,
	.about = "что ждёт внимания в этот день",
	.details = "Без ID — все списки города и сколько в каждом; с ID — коды записей одного: "
		   "worklist plan_overdue. Те же списки стоят на первом экране.",
	.formats = text_json_csv,
	.takes = TAKES(ON) | TAKES(FORMAT) | TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_worklist},
    {.name = "year",
	.operands = "",
	.about = "год в цифрах: мероприятия, люди, конкурсы, планы, запросы",
	.details =
	    "Период — от 1 сентября до сегодня, если не указан другой. --scope: весь город (city) "
	    "или объединение (association:КОД).",
	.formats = year_formats,
	.takes = TAKES(FROM) | TAKES(TO) | TAKES(SCOPE) | TAKES(FORMAT) | TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_year},
    {.name = "activity",
	.operands = "",
	.about = "что сделали члены актива, по направлениям",
	.details = "Все, кто был в активе в любой день периода. Период — от 1 сентября до сегодня, "
		   "если не указан другой.",
	.formats = text_or_json,
	.takes = TAKES(FROM) | TAKES(TO) | TAKES(FORMAT) | TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_activity},
    {.name = "eligibility",
	.operands = "APPLICATION",
	.with_all = "",
	.about = "проверить заявление по требованиям положения",
	.details =
	    "Без --on — на сегодня. С --all — все заявления по порядку кодов, массивом JSON, "
	    "если не указано --format text. Программа советует, решает совет.",
	.formats = text_or_json,
	.takes = TAKES(ALL) | TAKES(ON) | TAKES(FORMAT),
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_eligibility},
    {.name = "changes",
	.operands = "",
	.about = "передать в регион, что изменилось",
	.details =
	    "Без --since — снимок целиком, с меткой прошлой передачи — то, что изменилось после "
	    "неё: строки JSON, последняя — с хешем всех остальных. Метка — identity:sequence:head "
	    "из «to» прошлой передачи или из stat. --level: figures (если город не решил иначе) — "
	    "суммы показателей, малые числа скрыты; facts — сведения о людях под псевдонимами; "
	    "roster — список для сайта. --preview показывает, что уйдёт, и что об этом говорит "
	    "закон. --new-key заводит ключ, которым город подписывает передачи: это дело "
	    "администратора.",
	.takes = TAKES(SINCE) | TAKES(LEVEL) | TAKES(PREVIEW) | TAKES(NEW_KEY) | TAKES_OUTPUT,
	.texts = TAKES(SINCE),
	.permit = PERMIT_EXPORT,
	.also = {.with = TAKES(NEW_KEY), .permit = PERMIT_ACCOUNTS},
	.ssh = true,
	.run = command_changes},
    {.name = "roster",
	.operands = "",
	.about = "показать методический актив на день",
	.details =
	    "Без --on — на сегодня. С --public — список для сайта: только те, чьё согласие на "
	    "распространение действует, и только разрешённые сведения; кто не вошёл и "
	    "почему, говорится отдельно.",
	.formats = list_formats,
	.takes = TAKES(ON) | TAKES(PUBLIC) | TAKES(FORMAT) | TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_roster},
    {.name = "publish",
	.operands = "",
	.about = "записать список для сайта в файл и в журнал публикаций",
	.details = "Список на сегодня. Публикация снимает напоминания об отозванных согласиях.",
	.formats = site_formats,
	.takes = TAKES(FORMAT) | TAKES_OUTPUT,
	.needs = TAKES(OUTPUT),
	.permit = PERMIT_EDIT,
	.run = command_publish},
    {.name = "document",
	.operands = "[PAPER] [CODE]",
	.put_words = document_put_words,
	.about = "напечатать документ",
	.details =
	    "Какие документы есть в городе и чего каждый требует, говорит --list: minutes "
	    "(протокол) с кодом заседания, roster (состав актива) на день --on. У записей без "
	    "кода CODE — значения ключа через двоеточие: document extract M013:AP0098. Один и "
	    "тот же документ печатается всегда одинаково.",
	.formats = paper_formats,
	.takes = TAKES(LIST) | TAKES(ON) | TAKES(FROM) | TAKES(TO) | TAKES(PUBLIC) | TAKES(FORMAT) |
	    TAKES_OUTPUT,
	.permit = PERMIT_PRINT,
	.ssh = true,
	.run = command_document},
    {.name = "verify-paper",
	.operands = "FILE",
	.about = "узнать, напечатан ли файл из этой базы и верен ли он ещё",
	.details =
	    "Файл любого формата команды document, или «-». Каждая печать оставляет в журнале "
	    "отпечаток файла (BLAKE2b, 256 бит); по нему находится запись: когда и кто его "
	    "напечатал, какой операцией бумага завершена и изменились ли с тех пор сведения. "
	    "Файл, в котором изменён хоть один знак, не находится.",
	.permit = PERMIT_READ,
	.run = command_verify_paper},
    {.name = "mailings",
	.action = "calendar",
	.operands = "",
	.about = "записать заседания и планы календарём (.ics)",
	.details = "Период — от сегодня на месяц вперёд, если не указан другой. Календарь узнаёт "
		   "то, что в нём уже есть, и передвигает.",
	.takes = TAKES(FROM) | TAKES(TO) | TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.run = command_mailings_calendar},
    {.name = "mailings",
	.action = "list",
	.operands = "",
	.about = "показать рассылки: какая пишется, какая в очереди, какая ушла",
	.takes = TAKES_OUTPUT,
	.permit = PERMIT_READ,
	.run = command_mailings_list},
    {.name = "mailings",
	.action = "queue",
	.operands = "MAILING",
	.about = "поставить рассылку в очередь",
	.details =
	    "Кому она, решается в этот день: у каждого, кто работает и у кого есть адрес, одно "
	    "письмо, и чужих адресов в нём нет. Адреса остаются у рассылки. Пока письма не "
	    "ушли, undo убирает их из очереди.",
	.permit = PERMIT_EDIT,
	.run = command_mailings_queue},
    {.name = "mailings",
	.action = "send",
	.operands = "",
	.about = "отправить письма, которые ждут в очереди",
	.details =
	    "Каждое получает программа mail_command из правил города, как sendmail: письмо "
	    "стоит на её стандартном вводе. Прерванную отправку продолжает следующий вызов, и "
	    "второй раз никому не пишется: о письме, которое прервали в пути, говорится, что "
	    "оно, может быть, ушло. Запускают её рукой или по расписанию (cron, таймер systemd) "
	    "от имени владельца папки базы. По понедельникам, если так сказано в правилах "
	    "(mail_worklists), сотрудникам, у которых есть адрес, уходит их список дел, один раз.",
	.permit = PERMIT_EDIT,
	.run = command_mailings_send},
    {.name = "mailings",
	.action = "write",
	.operands = "MAILING",
	.about = "записать рассылку письмом для почтовой программы (.eml)",
	.details = "Одно письмо на всех, адреса в скрытой копии: его открывают в почтовой "
		   "программе и отправляют сами. Адреса остаются у рассылки, и в очередь её "
		   "уже не поставить.",
	.takes = TAKES_OUTPUT,
	.needs = TAKES(OUTPUT),
	.permit = PERMIT_EDIT | PERMIT_EXPORT,
	.run = command_mailings_write},
    {.name = "show",
	.operands = "KIND CODE",
	.about = "показать одну запись",
	.details = "У записей без кода CODE — значения ключа через запятую: "
		   "show trainings P0001,Программа,2025-07-25. С --on — какой запись была "
		   "к концу этого дня.",
	.formats = text_or_json,
	.takes = TAKES(ON) | TAKES(FORMAT),
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_show},
    {.name = "user",
	.action = "add",
	.operands = "NAME",
	.about = "завести учётную запись",
	.takes = TAKES(ROLE) | TAKES(FULL_NAME) | TAKES(PERSON),
	.needs = TAKES(ROLE),
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_add},
    {.name = "user",
	.action = "set",
	.operands = "NAME",
	.about = "изменить роль или имя, запретить или разрешить вход",
	.takes = TAKES(ROLE) | TAKES(FULL_NAME) | TAKES(PERSON) | TAKES(OPENS) | TAKES(DISABLE) |
	    TAKES(ENABLE),
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_set},
    {.name = "user",
	.action = "list",
	.operands = "",
	.about = "показать учётные записи",
	.formats = text_or_json,
	.takes = TAKES(FORMAT),
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_list},
    {.name = "user",
	.action = "remove",
	.operands = "NAME",
	.about = "удалить учётную запись; сделанное ею в журнале остаётся",
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_remove},
    {.name = "user",
	.action = "key add",
	.operands = "NAME [FILE]",
	.about = "завести учётной записи ключ SSH",
	.details =
	    "Читает открытый ключ — строку из файла .pub или то, что сохранил PuTTYgen; без "
	    "FILE и с «-» — со стандартного ввода. Ключ бывает только у одной учётной записи.",
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_key_add},
    {.name = "user",
	.action = "key list",
	.operands = "[NAME]",
	.about = "показать ключи SSH",
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_key_list},
    {.name = "user",
	.action = "key remove",
	.operands = "NAME FINGERPRINT",
	.about = "удалить ключ SSH: войти по нему больше нельзя",
	.permit = PERMIT_ACCOUNTS,
	.run = command_user_key_remove},
    {.name = "whoami",
	.operands = "",
	.about = "показать, кто вы для программы и что вам можно",
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_whoami},
    {.name = "sessions",
	.operands = "",
	.about = "показать, кто сейчас работает с базой",
	.details = "Учётная запись, с какого времени, откуда и каким путём, что перед человеком и "
		   "какую запись он правит.",
	.permit = PERMIT_READ,
	.ssh = true,
	.run = command_sessions},
    {.name = "authorized-keys",
	.operands = "LOGIN [FINGERPRINT]",
	.about = "напечатать ключи для sshd (AuthorizedKeysCommand)",
	.details =
	    "LOGIN — имя, под которым входят (%u): для владельца папки базы — ключи всех "
	    "действующих учётных записей, для другого — ключи учётной записи с этим именем. "
	    "FINGERPRINT (%f) оставляет один ключ. Каждая строка запускает только эту программу "
	    "и только от имени учётной записи ключа. Спрашивает владелец папки базы.",
	.run = command_authorized_keys},
    {.name = "ssh-session",
	.operands = "",
	.about = "сеанс по SSH: то, что запускает ключ",
	.details =
	    "Стоит в строке ключа (authorized-keys) или в ForceCommand. Без команды открывает "
	    "экраны, с командой (SSH_ORIGINAL_COMMAND) выполняет одну из команд для SSH: их "
	    "перечисляет help. Базу и учётную запись изменить нельзя, файлы идут через "
	    "стандартный ввод и вывод. С --only ключу можно одну команду: ключу региона — changes.",
	.takes = TAKES(ACCOUNT) | TAKES(FINGERPRINT) | TAKES(ONLY),
	.needs = TAKES(ACCOUNT)},
    {.name = "log",
	.operands = "",
	.about = "показать журнал: кто, когда и что сделал",
	.details =
	    "Последнее — первым. С --code — история одной записи: какие поля и как изменились.",
	.formats = text_or_json,
	.takes = TAKES(ENTITY) | TAKES(CODE) | TAKES(SINCE) | TAKES(FORMAT),
	.permit = PERMIT_READ,
	.also = {.without = TAKES(CODE), .permit = PERMIT_JOURNAL},
	.ssh = true,
	.run = command_log},
    {.name = "undo",
	.operands = "[NUMBER]",
	.about = "отменить свою последнюю операцию или ту, чей номер дан",
	.details = "Каждой записи возвращается прежний вид; в журнале остаются обе операции, и "
		   "отмену тоже можно отменить. NUMBER — номер, с которого начинается строка log; "
		   "чужую операцию отменяет администратор. Если запись с тех пор изменили или на "
		   "ней держатся другие, отмена невозможна, и сказано, из-за какой. О большем "
		   "числе записей, чем 50, программа спросит; с --yes не спрашивает.",
	.takes = TAKES(YES),
	.permit = PERMIT_EDIT,
	.run = command_undo},
    {.name = "forget",
	.operands = "PERSON",
	.about = "уничтожить данные о человеке, когда они больше не нужны",
	.details =
	    "PERSON — код уволенного. Уничтожаются его записи, их прежние редакции, тексты для "
	    "поиска и черновики; из записей о других он убирается. Если на его записях держится "
	    "приказ или протокол совета, не уничтожается ничего. Печатаются сведения для акта; в "
	    "журнале остаются исполнитель, время, основание и число записей. Вернуть данные "
	    "нельзя; "
	    "в копиях, сделанных раньше, они есть.",
	.takes = TAKES(REASON),
	.needs = TAKES(REASON),
	.permit = PERMIT_UPKEEP,
	.run = command_forget},
    {.name = "backup",
	.operands = "FILE",
	.about = "сделать копию базы, не мешая работе",
	.details =
	    "Копия проверяется. «-» вместо FILE — стандартный вывод. Существующий файл "
	    "заменяется только с --force. С --password она под паролем: без него её не развернуть.",
	.takes = TAKES(FORCE) | TAKES(PASSWORD) | TAKES(PASSWORD_FILE),
	.permit = PERMIT_BACKUP,
	.any_format = true,
	.ssh = true,
	.run = command_backup},
    {.name = "restore",
	.operands = "FILE",
	.about = "развернуть копию в пустую папку базы",
	.details = "Папка указывается параметром --db: новая или пустая; её права 2770, группа "
		   "— из --group. «-» вместо FILE — стандартный ввод.",
	.takes = TAKES(GROUP) | TAKES(PASSWORD) | TAKES(PASSWORD_FILE),
	.run = command_restore},
    {.name = "verify",
	.operands = "",
	.about = "проверить все записи, указатели, ссылки и цепочку журнала",
	.details = "С --repair администратор делает заново из записей указатели, поиск, сведения "
		   "для показателей и счётчики номеров, если испорчены только они. Испорченные "
		   "записи так не вернуть: их возвращает копия.",
	.takes = TAKES(REPAIR),
	.permit = PERMIT_READ,
	.also = {.with = TAKES(REPAIR), .permit = PERMIT_UPKEEP},
	.any_format = true,
	.ssh = true,
	.run = command_verify},
    {.name = "upgrade",
	.operands = "",
	.about = "обновить базу, записанную прежней версией программы",
	.details =
	    "Это дело администратора. Сначала в папке базы делается копия "
	    "before-upgrade-ФОРМАТ-ДЕНЬ.copy, потом база обновляется целиком. До этого в базе "
	    "прежнего формата работают только upgrade, backup, verify и stat, после — прежняя "
	    "программа в неё не пишет.",
	.permit = PERMIT_UPKEEP,
	.any_format = true,
	.run = command_upgrade},
    {.name = "stat",
	.operands = "",
	.about = "размеры базы и число записей",
	.details = "С --format json — программа, формат, опознавательный номер базы, номер "
		   "последнего изменения и хеш строки журнала о нём.",
	.formats = text_or_json,
	.takes = TAKES(FORMAT),
	.permit = PERMIT_READ,
	.any_format = true,
	.ssh = true,
	.run = command_stat},
    {.name = "profile",
	.action = "show",
	.operands = "",
	.about = "показать действующий профиль города",
	.permit = PERMIT_READ,
	.run = command_profile_show},
    {.name = "profile",
	.action = "check",
	.operands = "FILE",
	.about = "проверить файл профиля",
	.run = command_profile_check},
    {.name = "profile",
	.action = "new",
	.operands = "",
	.about = "напечатать образец профиля нового города",
	.details =
	    "В образце есть всё, что бывает в профиле, с пояснениями; обязательное написано, "
	    "остальное стоит за знаком #.",
	.takes = TAKES_OUTPUT,
	.run = command_profile_new},
    {.name = "profile",
	.action = "papers",
	.operands = "",
	.about = "напечатать описания бумаг программы",
	.details = "Описание бумаги, перенесённое в профиль города и исправленное, стоит вместо "
		   "описания программы.",
	.takes = TAKES_OUTPUT,
	.run = command_profile_papers},
    {.name = "profile",
	.action = "set",
	.operands = "FILE",
	.about = "ввести в действие новую редакцию профиля",
	.details =
	    "Прежние редакции остаются в базе. Если записанное перестаёт подходить (нет слова, "
	    "поля, условия, у поля другой тип), команда считает такие записи и отказывает; с --map "
	    "слова и поля называются по-новому вместе с правилами, одной операцией. С --dry-run "
	    "только считает.",
	.takes = TAKES(DRY_RUN) | TAKES(MAP) | TAKES(FORCE),
	.permit = PERMIT_ACCOUNTS,
	.run = command_profile_set},
    {.name = "region",
	.operands = "[COMMAND]",
	.about = "города, собранные в регионе: программа metodaktiv-region",
	.details =
	    "Всё, что за словом region, получает она; её справка — metodaktiv region help. Городу "
	    "она не нужна: её ставят там, где в PostgreSQL собирают передачи городов.",
	.passes_on = true,
	.run = command_region},
    {.name = "help",
	.operands = "[COMMAND [ACTION [ACTION]]]",
	.about = "справка о командах",
	.ssh = true,
	.run = command_help},
    {.name = NULL},
};
