/* SPDX-License-Identifier: MIT
 * paper_source.c - the sources of papers and what they tell.
 */
#include "model/paper/paper_source.h"

#include <string.h>

#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct paper_field lines[] = {{"text", "текст", NULL}, END};

static const struct paper_field answers[] = {
    {"label", "строка бланка", NULL}, {"value", "что в ней записано", NULL}, END};

static const struct paper_field application[] = {{"code", "код заявления", NULL},
    {"name", "фамилия, имя, отчество", NULL}, {"post", "должность и место работы", NULL},
    {"submitted", "день подачи", NULL}, {"agreed", "день согласования учреждения", NULL},
    {"consent", "фраза согласия, если она в этом заявлении действует", NULL},
    {"consent_date", "её день", NULL}, {"addressed", "строки бланка над словом ЗАЯВЛЕНИЕ", lines},
    {"request", "строки бланка под ним", lines}, {"rows", "строки бланка с ответами", answers},
    {"needed", "чего бланк не спрашивает, а положение требует", answers},
    {"grounds", "основания", lines}, END};

static const struct paper_field members[] = {{"name", "фамилия и инициалы", NULL},
    {"full_name", "фамилия, имя, отчество", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL},
    {"stay",
	"когда пришёл и ушёл, чего не слышал: «прибыла в 10:20; отсутствовала при рассмотрении "
	"пунктов 1–3»",
	NULL},
    {"reason", "причина отсутствия", NULL}, END};

static const struct paper_field leaders[] = {{"name", "фамилия и инициалы", NULL},
    {"signature", "инициалы и фамилия", NULL},
    {"duty", "Председатель или Председательствующий", NULL},
    {"items", "что вёл, если не всё: «пункты 1, 3–5»", NULL}, END};

static const struct paper_field invited[] = {
    {"name", "кто приглашён", NULL}, {"position", "должность", NULL}, END};

static const struct paper_field recusals[] = {{"name", "фамилия и инициалы", NULL},
    {"state", "взят, отклонён или снят", NULL}, {"why", "причина", NULL}, END};

static const struct paper_field speeches[] = {
    {"speaker", "кто выступил", NULL}, {"text", "что сказано", NULL}, END};

static const struct paper_field dissents[] = {
    {"member", "чьё мнение", NULL}, {"text", "особое мнение", NULL}, END};

static const struct paper_field items[] = {{"position", "номер пункта", NULL},
    {"topic", "вопрос, если это не заявление", NULL}, {"speaker", "докладчик", NULL},
    {"applicant", "фамилия, имя, отчество кандидата", NULL},
    {"position_held", "должность кандидата", NULL}, {"workplace", "место работы кандидата", NULL},
    {"subject_area", "предметная область", NULL},
    {"eligible", "да, если требования выполнены", NULL},
    {"missing", "какие требования не выполнены", lines},
    {"missing_text", "они же одной строкой", NULL},
    {"outcome", "решение: принять, отклонить, отложить", NULL},
    {"undecided", "да, если пункт не рассмотрен", NULL}, {"reason", "основание решения", NULL},
    {"points", "решение по вопросу, по пунктам", lines},
    {"secret", "да, если голосовали тайно", NULL},
    {"leads_now", "кто ведёт заседание, если это другой, чем прежде", NULL},
    {"quorum_now", "кворум, если он изменился", NULL},
    {"hidden", "да, если голоса ещё не раскрыты", NULL}, {"voted", "да, если голосовали", NULL},
    {"for", "за", NULL}, {"against", "против", NULL}, {"abstained", "воздержались", NULL},
    {"not_voted", "не голосовали", NULL}, {"casting", "да, если решил голос председателя", NULL},
    {"settled_by", "чей это голос: председателя, председательствующего", NULL},
    {"contrary", "да, если решение принято вопреки голосам", NULL},
    {"recusals", "отводы", recusals}, {"speeches", "выступления", speeches},
    {"dissents", "особые мнения", dissents}, END};

static const struct paper_field minutes[] = {{"number", "номер протокола", NULL},
    {"date", "день заседания", NULL}, {"seats", "всего членов совета", NULL},
    {"quorum", "кворум, словами", NULL}, {"chair", "председатель: фамилия и инициалы", NULL},
    {"secretary", "секретарь", NULL}, {"chair_signature", "председатель: инициалы и фамилия", NULL},
    {"secretary_signature", "секретарь: инициалы и фамилия", NULL},
    {"draft", "да, пока протокол не закрыт", NULL},
    {"edition", "которая редакция; пусто, если первая", NULL},
    {"reopened", "когда закрытый протокол открыли снова", NULL}, {"reopen_reason", "почему", NULL},
    {"leaders", "кто вёл заседание", leaders}, {"present", "присутствовали", members},
    {"present_apart", "да, если их больше десяти: список прилагается", NULL},
    {"absent", "отсутствовали", members}, {"invited", "приглашённые", invited},
    {"items", "пункты повестки", items}, END};

static const struct paper_field order_lines[] = {{"name", "фамилия, имя, отчество", NULL},
    {"position", "должность", NULL}, {"workplace", "место работы", NULL},
    {"subject_area", "курируемая предметная область", NULL}, {"association", "объединение", NULL},
    {"base", "базовая организация объединения", NULL},
    {"curator", "куратор объединения: фамилия и инициалы", NULL}, {"from", "с какого дня", NULL},
    {"to", "по какой день", NULL}, {"ground", "основание исключения", NULL},
    {"manner", "как стал руководителем", NULL}, END};

static const struct paper_field order[] = {{"code", "код приказа", NULL}, {"number", "номер", NULL},
    {"date", "день", NULL}, {"kind", "вид приказа", NULL},
    {"supplement", "да, если приказ дополняет действующий состав", NULL},
    {"subject", "о чём", NULL}, {"signed_by", "кто подписал", NULL},
    {"control", "на кого возложен контроль", NULL},
    {"text", "собственный текст приказа, по строкам", lines},
    {"complete", "да, если в этом тексте есть слово order_verb: другого не нужно", NULL},
    {"draft", "да, пока приказ не подписан", NULL},
    {"minutes", "решения совета: «протокол от 26.05.2026 № 3»", NULL},
    {"annuls", "отменяемый приказ: «от 26.05.2026 № 3»", NULL}, {"reason", "причина отмены", NULL},
    {"annulled_by", "приказ, которым этот отменён", NULL},
    {"basis", "на основании чего назначены руководители, в родительном падеже", NULL},
    {"bases", "да, если хоть у одного из объединений есть базовая организация", NULL},
    {"lines", "кого приказ называет", order_lines}, END};

static const struct paper_field roster_rows[] = {{"name", "фамилия, имя, отчество", NULL},
    {"workplace", "место работы", NULL}, {"position", "должность", NULL},
    {"subject_area", "курируемая предметная область", NULL}, {"email", "электронная почта", NULL},
    {"from", "с какого дня", NULL}, {"to", "по какой день", NULL}, {"order", "код приказа", NULL},
    END};

static const struct paper_field roster[] = {{"on", "день списка", NULL},
    {"public", "да, если это список для сайта", NULL},
    {"order_date", "день последнего из приказов", NULL}, {"order_number", "его номер", NULL},
    {"rows", "список", roster_rows}, END};

static const struct paper_field counted[] = {
    {"name", "что считается", NULL}, {"count", "сколько", NULL}, END};

static const struct paper_field justification[] = {{"on", "день состава", NULL},
    {"from", "первый день учебного года", NULL}, {"until", "последний день учебного года", NULL},
    {"events", "запланированные мероприятия по объединениям", counted},
    {"requests", "обращения по направлениям", counted},
    {"institutions", "кому нужна поддержка, по учреждениям", counted},
    {"events_sum", "мероприятий всего", NULL},
    {"institutions_sum", "людей, которым нужна поддержка", NULL},
    {"events_each", "сколько мероприятий на члена актива", NULL},
    {"supported_each", "сколько людей на члена актива", NULL},
    {"need_events", "сколько членов нужно для мероприятий", NULL},
    {"need_support", "сколько членов нужно для поддержки", NULL},
    {"need", "нужная численность", NULL}, {"members", "сколько человек в активе", NULL}, END};

static const struct paper_field allowed[] = {{"text", "какие это сведения", NULL},
    {"value", "что записано о человеке", NULL},
    {"answer", "да или нет по действующему согласию; пусто, пока его нет", NULL}, END};

static const struct paper_field consent[] = {{"name", "фамилия, имя, отчество", NULL},
    {"signature", "инициалы и фамилия", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL}, {"phone", "телефон", NULL},
    {"email", "электронная почта", NULL}, {"processing_given", "день согласия на обработку", NULL},
    {"processing_until", "до какого дня оно действует", NULL},
    {"distribution_given", "день согласия на распространение", NULL},
    {"distribution_until", "до какого дня оно действует", NULL},
    {"allowed", "сведения, о распространении которых спрашивают; ряд пуст, где нет актива",
	allowed},
    END};

static const struct paper_field pathway_items[] = {{"number", "номер пункта", NULL},
    {"deficit", "дефицит", NULL}, {"task", "задача", NULL}, {"form", "форма работы", NULL},
    {"until", "срок", NULL}, {"done", "день выполнения", NULL}, {"evidence", "подтверждение", NULL},
    END};

static const struct paper_field pathway[] = {{"name", "фамилия, имя, отчество", NULL},
    {"signature", "инициалы и фамилия", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL}, {"category", "квалификационная категория", NULL},
    {"developed", "день разработки", NULL}, {"until", "срок", NULL},
    {"finished", "день завершения", NULL}, {"outcome", "итог", NULL}, {"basis", "основание", NULL},
    {"assessments", "диагностика до дня разработки", lines},
    {"methodist", "методист: фамилия, имя, отчество", NULL},
    {"methodist_signature", "методист: инициалы и фамилия", NULL},
    {"done", "выполнено пунктов", NULL}, {"items", "пункты", pathway_items}, END};

static const struct paper_field event_people[] = {{"name", "фамилия, имя, отчество", NULL},
    {"position", "должность", NULL}, {"workplace", "место работы", NULL},
    {"roles", "роли через запятую", NULL}, {"topic", "тема выступления", NULL}, END};

#define EVENT_FIELDS                                                                               \
	{"code", "код мероприятия", NULL}, {"title", "название", NULL},                            \
	    {"type", "форма, словом города", NULL}, {"level", "уровень", NULL},                    \
	    {"from", "день; первый, если их несколько", NULL},                                     \
	    {"to", "последний день, если их несколько", NULL},                                     \
	    {"held", "да, если мероприятие проведено", NULL},                                      \
	    {"cancelled", "да, если оно отменено", NULL},                                          \
	    {"format", "очно, дистанционно, смешанно", NULL},                                      \
	    {"venue", "место: организация и слова", NULL}, {"association", "объединение", NULL},   \
	    {"responsible", "ответственный: фамилия, имя, отчество", NULL},                        \
	    {"responsible_signature", "ответственный: инициалы и фамилия", NULL},                  \
	    {"headcount", "сколько человек участвовало, если число указано", NULL},                \
	    {"named", "сколько названо поимённо", NULL}, {"topics", "вопросы", lines},             \
	{                                                                                          \
		"decisions", "решения", lines                                                      \
	}

static const struct paper_field event[] = {EVENT_FIELDS,
    {"people", "кто участвовал, по фамилиям", event_people},
    {"blanks", "20 пустых строк, пока поимённо не назван никто", lines}, END};

static const struct paper_field jury[] = {{"name", "фамилия, имя, отчество", NULL},
    {"signature", "инициалы и фамилия", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL},
    {"duty", "обязанность в жюри: стоит в теме участия («председатель»)", NULL}, END};

static const struct paper_field entries[] = {{"name", "фамилия, имя, отчество", NULL},
    {"position", "должность", NULL}, {"workplace", "место работы", NULL},
    {"nomination", "номинация", NULL}, {"score", "балл", NULL}, {"place", "место", NULL},
    {"award", "победитель, призёр, лауреат, словом города; пусто, если награды нет", NULL}, END};

static const struct paper_field contest[] = {EVENT_FIELDS,
    {"jury", "жюри; председатель первым", jury},
    {"entries", "участники по номинациям: по местам, за ними лауреаты и остальные", entries},
    {"winners", "победители", entries}, {"prizes", "призёры", entries},
    {"laureates", "лауреаты", entries}, {"others", "сколько осталось без награды", NULL},
    {"next_level", "на какой этап идут победители: «региональный»; пусто, если выше нет", NULL},
    END};

static const struct paper_field plan_items[] = {
    {"part", "раздел плана, а где разделов нет — месяц: «октябрь 2025»", NULL},
    {"number", "номер пункта", NULL}, {"title", "мероприятие", NULL}, {"type", "форма", NULL},
    {"level", "уровень", NULL}, {"term", "срок словами плана, а где их нет — дни", NULL},
    {"venue", "место", NULL}, {"audience", "для кого", NULL},
    {"responsible", "ответственный", NULL}, {"document", "вид документа", NULL},
    {"result", "ожидаемый результат", NULL},
    {"mark", "отметка: «проведено 12.10.2025», «перенесено на 14.04.2026: болезнь»", NULL}, END};

static const struct paper_field plan_levels[] = {{"level", "уровень", NULL},
    {"items", "сколько пунктов", NULL}, {"done", "сколько из них проведено", NULL}, END};

static const struct paper_field plan[] = {{"code", "код плана", NULL}, {"title", "название", NULL},
    {"association", "объединение; пусто у методической службы", NULL},
    {"head", "его руководитель: фамилия, имя, отчество", NULL},
    {"head_signature", "он же: инициалы и фамилия", NULL}, {"from", "первый день", NULL},
    {"to", "последний день", NULL}, {"topic", "методическая тема", NULL}, {"goal", "цель", NULL},
    {"tasks", "задачи, по строкам", lines}, {"handed_in", "день, когда сдан", NULL},
    {"agreed", "день согласования", NULL}, {"agreed_with", "с кем согласован", NULL},
    {"approved", "день утверждения", NULL},
    {"approved_by", "каким приказом: «от 26.05.2026 № 3»", NULL},
    {"draft", "да, пока план не утверждён", NULL}, {"done", "проведено пунктов", NULL},
    {"late", "из них позже срока", NULL}, {"postponed", "перенесено", NULL},
    {"cancelled", "отменено", NULL}, {"levels", "уровни, которые есть в плане", plan_levels},
    {"items", "пункты", plan_items}, END};

static const struct paper_field month_rows[] = {
    {"part", "неделя, «Перенесено на этот месяц» или «В течение месяца»", NULL},
    {"date", "дни, или срок словами плана", NULL}, {"title", "мероприятие", NULL},
    {"type", "форма", NULL}, {"level", "уровень", NULL}, {"venue", "место", NULL},
    {"audience", "для кого", NULL}, {"responsible", "ответственный", NULL},
    {"invited", "для кого и какого объединения", NULL}, END};

static const struct paper_field month_moved[] = {{"title", "мероприятие", NULL},
    {"to", "на какой день", NULL}, {"reason", "причина", NULL}, {"owner", "объединение", NULL},
    END};

static const struct paper_field month[] = {{"month", "«февраль 2026»", NULL},
    {"from", "первый день", NULL}, {"to", "последний день", NULL},
    {"rows", "что намечено", month_rows},
    {"moved", "что было намечено на месяц и перенесено на другой", month_moved}, END};

static const struct paper_field digest_rows[] = {{"date", "день, дни или срок словами плана", NULL},
    {"title", "мероприятие, материал", NULL}, {"type", "форма мероприятия, вид материала", NULL},
    {"level", "уровень", NULL}, {"venue", "место", NULL},
    {"audience", "для кого (пункт плана)", NULL},
    {"responsible", "ответственный словами плана: люди из реестра не называются", NULL},
    {"headcount", "сколько было участников", NULL},
    {"owner", "объединение; пусто у методической службы", NULL}, {"location", "где материал", NULL},
    {"recommended", "да, если материал рекомендован", NULL}, END};

static const struct paper_field digest[] = {{"month", "«май 2026»", NULL},
    {"next", "следующий: «июнь 2026»", NULL},
    {"office", "да, если бумага для своих, а не для рассылки (--public)", NULL},
    {"events", "сколько мероприятий прошло", NULL},
    {"participations", "сколько участий в них", NULL},
    {"organisations", "из скольких организаций", NULL}, {"held", "что прошло", digest_rows},
    {"coming", "что начнётся или кончится в следующем месяце", digest_rows},
    {"contests", "конкурсы, до которых не больше двух месяцев", digest_rows},
    {"fresh", "новое в банке материалов: добавлено или рекомендовано", digest_rows},
    {"overdue", "просрочено в планах к концу месяца; только для своих", digest_rows}, END};

static const struct paper_field kept[] = {{"number", "номер записи в этой бумаге", NULL},
    {"table", "таблица", NULL}, {"record", "запись: как её называют", NULL},
    {"label", "поле", NULL}, {"value", "что в нём записано", NULL}, END};

static const struct paper_field kept_before[] = {{"number", "номер записи в этой бумаге", NULL},
    {"table", "таблица", NULL}, {"record", "запись: как её называют", NULL},
    {"label", "поле", NULL}, {"value", "что в нём стояло раньше", NULL},
    {"until", "день, когда его изменили", NULL}, END};

static const struct paper_field person_data[] = {{"code", "код человека", NULL},
    {"name", "фамилия, имя, отчество", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL}, {"since", "день, с которого сведения хранятся", NULL},
    {"records", "сколько записей о человеке", NULL},
    {"rows", "всё, что записано: по полю в строке", kept},
    {"earlier", "прежние значения, которые хранит история", kept_before},
    {"readers", "сколько учётных записей видят эти сведения", NULL},
    {"taken", "сколько раз за это время из базы выгружали таблицы", NULL}, END};

static const struct paper_field destroyed[] = {{"table", "таблица", NULL},
    {"fields", "какие сведения в ней ведутся", NULL}, {"count", "сколько записей", NULL},
    {"states", "сколько их редакций, с прежними", NULL}, END};

static const struct paper_field destruction[] = {{"operation", "номер записи журнала", NULL},
    {"date", "день", NULL}, {"time", "день и время", NULL},
    {"account", "имя учётной записи исполнителя", NULL}, {"executor", "кто это", NULL},
    {"reason", "основание", NULL}, {"rows", "что уничтожено, по таблицам", destroyed},
    {"records", "сколько записей", NULL},
    {"cleared", "в скольких записях о других убрано упоминание", NULL},
    {"hash", "отпечаток записи журнала", NULL}, END};

static const struct paper_field waiting[] = {{"title", "список", NULL},
    {"count", "сколько в нём", NULL}, {"settle", "что сделать", NULL},
    {"late", "да, если срок уже прошёл", NULL}, END};

static const struct paper_field worklists[] = {
    {"on", "день", NULL}, {"rows", "списки, в которых что-то есть", waiting}, END};

static const struct paper_field headed[] = {{"association", "объединение", NULL},
    {"head", "руководитель: фамилия, имя, отчество; пусто, если его нет", NULL},
    {"position", "его должность", NULL}, {"workplace", "место работы", NULL},
    {"manner", "назначен, избран, исполняет обязанности", NULL}, {"from", "с какого дня", NULL},
    {"to", "по какой день", NULL}, {"order_number", "номер приказа", NULL},
    {"base", "базовая организация", NULL}, {"curator", "куратор: фамилия и инициалы", NULL}, END};

static const struct paper_field heads[] = {
    {"on", "день", NULL}, {"rows", "открытые объединения и кто ими руководит", headed}, END};

static const struct paper_field pairs[] = {{"mentor", "наставник: фамилия, имя, отчество", NULL},
    {"mentor_position", "его должность", NULL}, {"mentor_workplace", "его место работы", NULL},
    {"mentor_category", "его квалификационная категория", NULL},
    {"mentor_titles", "его звания", NULL}, {"name", "наставляемый: фамилия, имя, отчество", NULL},
    {"position", "его должность", NULL}, {"workplace", "его место работы", NULL},
    {"began", "день, с которого он работает педагогом", NULL},
    {"form", "форма поддержки, словом города", NULL},
    {"group", "сколько наставляемых у наставника, если не один", NULL},
    {"organisation", "чей приказ", NULL}, {"order_number", "номер приказа", NULL},
    {"order_date", "день приказа", NULL}, {"from", "с какого дня", NULL},
    {"to", "по какой день", NULL}, {"programme", "программа", NULL}, {"result", "итог", NULL}, END};

static const struct paper_field without[] = {{"name", "фамилия, имя, отчество", NULL},
    {"position", "должность", NULL}, {"workplace", "место работы", NULL},
    {"began", "день, с которого работает педагогом", NULL}, END};

static const struct paper_field mentoring[] = {{"on", "день", NULL},
    {"rows", "пары, которые действуют в этот день, по наставникам", pairs},
    {"mentors", "сколько разных наставников", NULL},
    {"people", "сколько разных наставляемых", NULL}, {"young", "сколько молодых педагогов", NULL},
    {"without", "молодые педагоги без наставника", without}, END};

static const struct paper_field figures[] = {{"title", "показатель, словами города", NULL},
    {"brief", "показатель, коротко", NULL}, {"clause", "пункт положения", NULL},
    {"figure", "значение: 83,3 или 7,4; пусто, когда делить не на что", NULL},
    {"percent", "да, если значение есть и это проценты", NULL}, {"counted", "сколько учтено", NULL},
    {"of", "из скольких", NULL}, {"before", "значение на тот же день год назад", NULL},
    {"before_percent", "да, если оно есть и это проценты", NULL}, {"target", "цель на год", NULL},
    END};

static const struct paper_field year_rows[] = {{"name", "что считается", NULL},
    {"count", "сколько", NULL}, {"before", "сколько в те же дни год назад", NULL}, END};

static const struct paper_field report_items[] = {{"number", "номер пункта", NULL},
    {"title", "мероприятие", NULL}, {"term", "срок: слова плана, без них дни", NULL},
    {"postponed_to", "на какой день перенесено", NULL}, {"cancelled", "когда отменено", NULL},
    {"reason", "почему", NULL}, END};

static const struct paper_field report_events[] = {{"title", "мероприятие", NULL},
    {"type", "форма", NULL}, {"level", "уровень", NULL}, {"from", "день проведения", NULL},
    {"to", "последний день, если их несколько", NULL}, {"venue", "где", NULL},
    {"people", "сколько участвовало", NULL}, END};

static const struct paper_field report_resources[] = {{"title", "материал", NULL},
    {"kind", "вид", NULL}, {"author", "автор", NULL}, {"status", "состояние", NULL},
    {"added", "когда добавлен", NULL}, END};

static const struct paper_field association[] = {{"association", "объединение", NULL},
    {"from", "первый день периода", NULL}, {"to", "последний день периода", NULL},
    {"head", "руководитель на последний день: фамилия, имя, отчество", NULL},
    {"head_signature", "он же: инициалы и фамилия", NULL},
    {"acting", "да, если он исполняет обязанности", NULL}, {"base", "базовая организация", NULL},
    {"curator", "куратор", NULL}, {"members", "сколько человек на последний день", NULL},
    {"min_size", "наименьшая численность", NULL}, {"joined", "кто вошёл за период", lines},
    {"left", "кто вышел", lines}, {"items", "пунктов плана, чей срок в периоде", NULL},
    {"done", "из них выполнено", NULL}, {"late", "из выполненных позже срока", NULL},
    {"postponed", "перенесено", NULL}, {"cancelled", "отменено", NULL},
    {"overdue", "просрочено", NULL}, {"postponed_items", "перенесённые пункты", report_items},
    {"cancelled_items", "отменённые пункты", report_items}, {"held", "проведено мероприятий", NULL},
    {"types", "мероприятия по формам", counted}, {"levels", "мероприятия по уровням", counted},
    {"participations", "участий", NULL}, {"people", "разных людей", NULL},
    {"organisations", "организаций", NULL}, {"events", "мероприятия", report_events},
    {"contests", "конкурсов", NULL}, {"entries", "участий в конкурсах", NULL},
    {"winners", "победителей", NULL}, {"prizes", "призёров", NULL},
    {"laureates", "лауреатов", NULL},
    {"resources", "материалы, добавленные за период", report_resources},
    {"year", "год в цифрах рядом с прошлым", year_rows}, {"staff", "сколько педагогов", NULL},
    {"rows", "показатели", figures}, END};

static const struct paper_field indicators[] = {{"from", "первый день периода", NULL},
    {"to", "последний день периода", NULL}, {"staff", "сколько педагогов", NULL},
    {"rows", "показатели", figures}, END};

static const struct paper_field entry[] = {{"date", "когда", NULL},
    {"description", "что сделано", NULL}, {"spent", "часов", NULL},
    {"people", "скольким помогли", NULL}, {"organisation", "кому: организация", NULL},
    {"person", "кому: фамилия и инициалы", NULL}, END};

static const struct paper_field directions[] = {{"direction", "направление", NULL},
    {"entries", "дел", NULL}, {"hours", "часов", NULL}, {"helped", "скольким помогли", NULL},
    {"entries_list", "дела", entry}, END};

static const struct paper_field member[] = {{"from", "первый день периода", NULL},
    {"to", "последний день периода", NULL}, {"name", "фамилия, имя, отчество", NULL},
    {"signature", "инициалы и фамилия", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL}, {"directions", "все направления", directions},
    {"all_entries", "дел всего", NULL}, {"all_hours", "часов всего", NULL},
    {"all_helped", "скольким помогли всего", NULL},
    {"without_hours", "дел, у которых часы не указаны", NULL}, END};

static const struct paper_field counted_entries[] = {
    {"entries", "дел", NULL}, {"hours", "часов", NULL}, END};

static const struct paper_field corps_members[] = {{"name", "фамилия, имя, отчество", NULL},
    {"short_name", "фамилия и инициалы", NULL}, {"position", "должность", NULL},
    {"workplace", "место работы", NULL},
    {"directions", "все направления, по порядку", counted_entries},
    {"all_entries", "дел всего", NULL}, {"all_hours", "часов всего", NULL},
    {"owes", "да, если отчёт запрошен", NULL}, {"received", "когда отчёт получен", NULL},
    {"accepted", "когда он принят", NULL}, END};

static const struct paper_field corps_directions[] = {{"direction", "направление", NULL},
    {"entries", "дел", NULL}, {"hours", "часов", NULL}, {"helped", "скольким помогли", NULL},
    {"members", "сколько членов актива им занимались", NULL}, END};

static const struct paper_field corps[] = {{"from", "первый день периода", NULL},
    {"to", "последний день периода", NULL}, {"directions", "все направления", corps_directions},
    {"members", "кто состоял в активе в этот период, по фамилиям", corps_members},
    {"sheets", "кто состоит в активе в последний день: его отчёт, поля — как у источника member",
	member},
    {"all_entries", "дел всего", NULL}, {"all_hours", "часов всего", NULL},
    {"all_without_hours", "дел, у которых часы не указаны", NULL},
    {"asked",
	"когда отчёты запрошены: за этот период, а нет такого запроса — последний, который в нём "
	"кончается; пусто, если не запрошены",
	NULL},
    {"asked_from", "первый день запроса", NULL}, {"asked_to", "его последний день", NULL},
    {"due", "срок отчётов", NULL}, {"reports_asked", "сколько отчётов запрошено", NULL},
    {"reports_received", "сколько получено", NULL}, {"reports_accepted", "сколько принято", NULL},
    {"missing", "кто отчёта не представил", corps_members}, END};

static const struct paper_field requested[] = {{"code", "код", NULL},
    {"incoming_number", "входящий номер", NULL}, {"received", "когда поступил", NULL},
    {"organisation", "от какой организации", NULL},
    {"person", "кто обратился: фамилия и инициалы", NULL},
    {"direction", "направление деятельности актива", NULL}, {"text", "что просят", NULL},
    {"assigned", "кому поручен: фамилия и инициалы", NULL}, {"due", "срок", NULL},
    {"done", "когда выполнен", NULL}, {"refused", "когда отказано", NULL},
    {"result", "что сделано или почему отказано", NULL},
    {"days_late", "на сколько дней позже срока", NULL}, END};

static const struct paper_field requests[] = {{"from", "первый день периода", NULL},
    {"to", "последний день периода", NULL}, {"rows", "запросы, поступившие за период", requested},
    {"received", "сколько поступило", NULL}, {"done", "из них выполнено", NULL},
    {"in_time", "из выполненных в срок", NULL}, {"late", "из выполненных позже срока", NULL},
    {"refused", "отказано", NULL}, {"open", "открыто на последний день", NULL},
    {"overdue", "из открытых просрочено", NULL}, {"unassigned", "из открытых не поручено", NULL},
    END};

static const struct paper_field catalogued[] = {{"subject", "предмет; пусто, если для любых", NULL},
    {"title", "материал", NULL},
    {"author", "автор, должность, место работы — насколько он согласен", NULL},
    {"location", "где материал", NULL}, {"annotation", "аннотация", NULL}, END};

static const struct paper_field catalogue_kinds[] = {{"kind", "вид, словом города", NULL},
    {"rows", "материалы по предметам; материал нескольких предметов стоит под каждым", catalogued},
    END};

static const struct paper_field catalogue[] = {{"on", "день", NULL},
    {"count", "сколько разных материалов", NULL},
    {"kinds", "виды, в которых что-то рекомендовано", catalogue_kinds}, END};

static const struct paper_field list[] = {
    {"on", "день списка", NULL}, {"rows", "записи; поля — как в таблице", NULL}, END};

static const struct paper_source sources[PAPER_SOURCES] = {
    [SOURCE_APPLICATION] = {"application", "заявление", PAPER_OF_RECORD, KIND_APPLICATIONS, "corps",
	application},
    [SOURCE_MINUTES] = {"minutes", "заседание совета", PAPER_OF_RECORD, KIND_MEETINGS, "corps",
	minutes},
    [SOURCE_EXTRACT] = {"extract", "заседание совета, один пункт повестки", PAPER_OF_RECORD,
	KIND_DECISIONS, "corps", minutes},
    [SOURCE_TOPIC_EXTRACT] = {"topic-extract", "заседание совета, один вопрос повестки",
	PAPER_OF_RECORD, KIND_TOPIC_DECISIONS, "corps", minutes},
    [SOURCE_ORDER] = {"order", "приказ", PAPER_OF_RECORD, KIND_ORDERS, "", order},
    [SOURCE_ROSTER] = {"roster", "методический актив на день", PAPER_OF_DAY, KIND_COUNT, "corps",
	roster},
    [SOURCE_JUSTIFICATION] = {"justification", "сколько членов нужно активу", PAPER_OF_DAY,
	KIND_COUNT, "corps", justification},
    [SOURCE_CONSENT] = {"consent", "согласия человека", PAPER_OF_RECORD, KIND_PEOPLE, "", consent},
    [SOURCE_PATHWAY] = {"pathway", "индивидуальный образовательный маршрут", PAPER_OF_RECORD,
	KIND_PATHWAYS, "associations", pathway},
    [SOURCE_EVENT] = {"event", "мероприятие и его участники", PAPER_OF_RECORD, KIND_EVENTS,
	"associations", event},
    [SOURCE_CONTEST] = {"contest", "конкурс: жюри, участники, итоги", PAPER_OF_RECORD, KIND_EVENTS,
	"associations", contest},
    [SOURCE_PLAN] = {"plan", "план работы или дорожная карта", PAPER_OF_RECORD, KIND_PLANS,
	"associations", plan},
    [SOURCE_MONTH] = {"month", "что намечено в городе на месяц", PAPER_OF_MONTH, KIND_COUNT,
	"associations", month},
    [SOURCE_DIGEST] = {"digest", "месяц: что прошло, что предстоит, что нового", PAPER_OF_MONTH,
	KIND_COUNT, "associations", digest},
    [SOURCE_PERSON_DATA] = {"person-data", "всё, что хранится о человеке", PAPER_OF_RECORD,
	KIND_PEOPLE, "", person_data},
    [SOURCE_DESTRUCTION] = {"destruction", "уничтожение сведений", PAPER_OF_OPERATION, KIND_COUNT,
	"", destruction},
    [SOURCE_WORKLISTS] = {"worklists", "что ждёт внимания на день", PAPER_OF_DAY, KIND_COUNT, "",
	worklists},
    [SOURCE_HEADS] = {"heads", "руководители объединений на день", PAPER_OF_DAY, KIND_COUNT,
	"associations", heads},
    [SOURCE_MENTORING] = {"mentoring", "наставники и молодые педагоги на день", PAPER_OF_DAY,
	KIND_COUNT, "associations", mentoring},
    [SOURCE_ASSOCIATION] = {"association", "работа объединения за период",
	PAPER_OF_RECORD_AND_PERIOD, KIND_ASSOCIATIONS, "associations", association},
    [SOURCE_INDICATORS] = {"indicators", "показатели города на день", PAPER_OF_DAY, KIND_COUNT,
	"associations", indicators},
    [SOURCE_MEMBER] = {"member", "что член актива сделал за период", PAPER_OF_RECORD_AND_PERIOD,
	KIND_PEOPLE, "corps", member},
    [SOURCE_CORPS] = {"corps", "работа актива за период и отчёты о ней", PAPER_OF_PERIOD,
	KIND_COUNT, "corps", corps},
    [SOURCE_REQUESTS] = {"requests-log", "запросы о помощи, поступившие за период", PAPER_OF_PERIOD,
	KIND_COUNT, "", requests},
    [SOURCE_CATALOGUE] = {"catalogue", "рекомендованные материалы банка на день", PAPER_OF_DAY,
	KIND_COUNT, "", catalogue},
    [SOURCE_LIST] = {"list", "записи таблицы; источник называется именем таблицы", PAPER_OF_DAY,
	KIND_COUNT, "", list},
};

const struct paper_source *
paper_source(enum paper_source_id id)
{
	return &sources[id];
}

const struct paper_source *
paper_source_find(const char *id)
{
	for (int i = 0; i < SOURCE_LIST; i++)
		if (strcmp(sources[i].id, id) == 0)
			return &sources[i];
	return kind_find(slice_of(id)) != KIND_COUNT ? &sources[SOURCE_LIST] : NULL;
}

enum paper_source_id
paper_source_id(const struct paper_source *source)
{
	return (enum paper_source_id)(source - sources);
}

const struct paper_field *
paper_field_find(const struct paper_field *fields, struct slice name)
{
	for (; fields != NULL && fields->name != NULL; fields++)
		if (slice_equal(slice_of(fields->name), name))
			return fields;
	return NULL;
}

static void
put_fields(struct buf *b, const struct paper_field *fields, const char *within)
{
	for (const struct paper_field *f = fields; f->name != NULL; f++) {
		buf_printf(b, "| `%s%s` | %s%s |\n", within, f->name, f->about,
		    f->rows != NULL ? " (ряд)" : "");
		if (f->rows != NULL && within[0] == '\0') {
			struct buf path = {0};

			buf_printf(&path, "%s → ", f->name);
			put_fields(b, f->rows, buf_text(&path));
			buf_free(&path);
		}
	}
}

void
paper_sources_put_reference(struct buf *b)
{
	for (int i = 0; i < PAPER_SOURCES; i++) {
		buf_printf(b, "%s#### `%s` — %s\n\n| поле | что это |\n|---|---|\n",
		    i > 0 ? "\n" : "", sources[i].id, sources[i].about);
		put_fields(b, sources[i].fields, "");
	}
}
