/* SPDX-License-Identifier: MIT
 * settings_papers.c - the settings of a paper: what its description may say.
 */
#include "model/profile/settings.h"

#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct setting columns[] = {
#define TEXT(member, meaning)                                                                      \
	{                                                                                          \
		.name = #member, .type = SET_STRING, .at = offsetof(struct paper_column, member),  \
		.usual = "пусто", .about = meaning                                                 \
	}
#define FLAG(member, meaning)                                                                      \
	{                                                                                          \
		.name = #member, .type = SET_FLAG, .at = offsetof(struct paper_column, member),    \
		.about = meaning                                                                   \
	}
    TEXT(label, "заголовок столбца"),
    TEXT(value, "что стоит в нём: текст с полями строки; {#} — её номер"),
    {.name = "width",
	.type = SET_NUMBER,
	.otherwise = 3,
	.least = 1,
	.most = 100,
	.at = offsetof(struct paper_column, width),
	.about = "доля ширины"},
    FLAG(number, "числа: по правому краю"),
    FLAG(heading, "заголовок строки: его читают вместе с каждой клеткой"),
    FLAG(sum, "итог столбца — сумма"),
    TEXT(each,
	"имя ряда вокруг таблицы: столбец для каждой его строки; label — о ней, value — о строке "
	"того "
	"же места в таком же ряде внутри строки таблицы; {#} — её номер"),
#undef TEXT
#undef FLAG
    {.name = "if",
	.type = SET_ONE_OR_MORE,
	.at = offsetof(struct paper_column, conditions),
	.usual = "всегда",
	.about = "когда столбец есть"},
    END,
};

#define IN_BLOCK(member) .at = offsetof(struct block_setting, member)
#define TEXT(id, block, meaning)                                                                   \
	{                                                                                          \
		.name = id, .type = SET_STRING, IN_BLOCK(texts[block]), .usual = "нет",            \
		.about = meaning                                                                   \
	}
#define PAIR(id, block, meaning)                                                                   \
	{                                                                                          \
		.name = id, .type = SET_ONE_OR_MORE, IN_BLOCK(pairs[block]), .usual = "нет",       \
		.about = meaning                                                                   \
	}
#define PART(id, member, meaning)                                                                  \
	{                                                                                          \
		.name = id, .type = SET_STRING, IN_BLOCK(member), .usual = "нет", .about = meaning \
	}

extern const struct setting block_settings[];
const struct setting block_settings[] = {
    TEXT("title", PAPER_TITLE, "имя бумаги, посередине"),
    TEXT("heading", PAPER_HEADING, "заголовок посередине, как у приложения"),
    TEXT("subheading", PAPER_SUBHEADING, "заголовок части, слева"),
    TEXT("text", PAPER_PARAGRAPH, "абзац"),
    TEXT("centre", PAPER_CENTRE, "абзац посередине"),
    TEXT("right", PAPER_RIGHT, "блок строк в правой половине, как адресат"),
    TEXT("note", PAPER_NOTE, "мелкий абзац: исполнитель, пояснение"),
    TEXT("point", PAPER_POINT, "пункт: 1."),
    TEXT("subpoint", PAPER_SUBPOINT, "подпункт: 1.1."),
    PAIR("sides", PAPER_SIDES, "слева и справа в одной строке"),
    PAIR("signature", PAPER_SIGNATURE, "подпись: должность и имя"),
    PAIR("approval", PAPER_APPROVAL, "СОГЛАСОВАНО слева, УТВЕРЖДАЮ справа"),
    TEXT("annex", PAPER_ANNEX, "новый лист; текст блоком строк в правом верхнем углу"),
    PART("table", table, "таблица: имя ряда, строки которого в ней стоят"),
    PART("each", each, "для каждой строки ряда — blocks"),
    PART("number", number, "номер пункта вместо счёта"),
    PART("caption", caption, "имя таблицы"),
    PART("empty", empty, "что стоит вместо таблицы без строк"),
    PART("group", group, "строка таблицы во всю ширину всякий раз, как этот текст другой"),
    PART("total", total, "имя последней строки, с суммами"),
    PART("order", order, "поле, по которому строки стоят"),
    {.name = "columns",
	.type = SET_LIST,
	.members = columns,
	.size = sizeof(struct paper_column),
	IN_BLOCK(columns),
	.count = offsetof(struct block_setting, ncolumns),
	.usual = "нет",
	.about = "столбцы таблицы"},
    {.name = "blocks",
	.type = SET_LIST,
	.members = block_settings,
	.size = sizeof(struct block_setting),
	IN_BLOCK(blocks),
	.count = offsetof(struct block_setting, nblocks),
	.done = block_done,
	.usual = "нет",
	.about = "такие же куски: под одним условием или для каждой строки ряда"},
    {.name = "if",
	.type = SET_ONE_OR_MORE,
	IN_BLOCK(conditions),
	.usual = "всегда",
	.about = "когда кусок стоит: поле, !поле, поле = значение, поле != значение; несколько — "
		 "все сразу"},
    END,
};
#undef PART
#undef PAIR
#undef TEXT

#define IN_PAPER(member) .at = offsetof(struct paper_setting, member)
const struct setting paper_settings[] = {
    {.name = "id",
	.type = SET_STRING,
	.module = "",
	IN_PAPER(id),
	.about = "имя бумаги в команде document"},
    {.name = "name",
	.type = SET_STRING,
	.module = "",
	IN_PAPER(name),
	.about = "как бумагу называют люди"},
    {.name = "source",
	.type = SET_STRING,
	.module = "",
	IN_PAPER(source),
	.about = "откуда её сведения: источник или имя таблицы"},
    {.name = "where",
	.type = SET_ONE_OR_MORE,
	IN_PAPER(conditions),
	.usual = "все",
	.about = "какие записи таблицы: условия на её поля"},
    {.name = "title",
	.type = SET_STRING,
	IN_PAPER(title),
	.usual = "name",
	.about = "заголовок файла"},
    {.name = "module",
	.type = SET_STRING,
	IN_PAPER(module),
	.usual = "как у источника",
	.about = "раздел, без которого бумаги нет"},
    {.name = "landscape", .type = SET_FLAG, IN_PAPER(landscape), .about = "лист набок"},
    {.name = "like",
	.type = SET_STRING,
	IN_PAPER(like),
	.usual = "нет",
	.about = "бумага с теми же сведениями, куски и бланки которой годятся и ей"},
    {.name = "docx",
	.type = SET_STRING,
	IN_PAPER(docx),
	.usual = "нет",
	.about = "свой бланк .docx рядом с профилем: он заполняется вместо описания"},
    {.name = "odt",
	.type = SET_STRING,
	IN_PAPER(odt),
	.usual = "нет",
	.about = "свой бланк .odt рядом с профилем"},
    {.name = "blocks",
	.type = SET_LIST,
	.members = block_settings,
	.size = sizeof(struct block_setting),
	IN_PAPER(blocks),
	.count = offsetof(struct paper_setting, nblocks),
	.done = block_done,
	.usual = "как у бумаги программы с этим id",
	.about = "куски бумаги по порядку"},
    END,
};
