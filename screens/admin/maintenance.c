/* SPDX-License-Identifier: MIT
 * maintenance.c - the database itself: its copies, whether it is whole, how large it is, the rules
 * of the town that are in force.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/clock.h"
#include "db/format.h"
#include "db/record/journal.h"
#include "db/record/meta.h"
#include "db/record/records.h"
#include "document/blanks.h"
#include "screens/app/ask.h"
#include "screens/app/list_screen.h"
#include "screens/app/place_args.h"
#include "screens/output/document_viewer.h"
#include "screens/output/take_home.h"
#include "screens/widget/text.h"
#include "screens/widget/words.h"
#include "service/core/profile_set.h"
#include "service/upkeep/copies.h"
#include "service/upkeep/repair.h"

enum { HEAD_ROWS = 5 };

struct maintenance {
	struct list_state base; /* first: list_screen.h */
	struct buf lines[HEAD_ROWS];
	struct verify_report report;
	int64_t verified; /* when; 0: not since the screen was opened */
};

/* "4,2 МБ" */
static void
put_size(struct buf *out, uint64_t bytes)
{
	uint64_t tenths = (bytes * 10 + (1 << 19)) >> 20;

	if (tenths == 0)
		buf_printf(out, "%llu КБ", (unsigned long long)(bytes + 1023) >> 10);
	else
		buf_printf(out, "%llu,%llu МБ", (unsigned long long)tenths / 10,
		    (unsigned long long)tenths % 10);
}

static void
put_database(struct buf *out, const struct view *v, const struct store_size *size)
{
	size_t records = 0;

	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		records += records_count(v->txn, kind);
	put_size(out, size->file_bytes);
	buf_puts(out, ", занято ");
	put_size(out, size->used_bytes);
	buf_puts(out, " · ");
	words_put_count(out, records, "запись", "записи", "записей");
	buf_puts(out, " · ");
	words_put_count(out, journal_last(v->txn), "операция", "операции", "операций");
}

static void
put_program(struct buf *out, const struct view *v)
{
	struct format format;

	format_read(v->txn, &format);
	buf_puts(out, VERSION ", формат базы ");
	format_put_name(&format, out);
}

/* "последняя вчера 17:00; с первой, 01.09.2025, +1,2 МБ": how much the register has grown since. */
static void
put_growth(struct buf *out, const struct copy_file *copies, size_t count, uint64_t bytes)
{
	const struct copy_file *oldest;

	if (count == 0) {
		buf_puts(out, "ещё не сделано ни одной. Ins — сделать первую.");
		return;
	}
	oldest = &copies[count - 1];
	buf_puts(out, count == 1 ? "одна, " : "последняя ");
	words_put_moment(out, copies[0].time, clock_today());
	buf_puts(out, count == 1 ? "; с тех пор" : "; с первой, ");
	if (count > 1) {
		date_put_russian(out, clock_date_of(oldest->time));
		buf_puts(out, ",");
	}
	buf_puts(out, bytes >= oldest->bytes ? " +" : " −");
	put_size(out, bytes >= oldest->bytes ? bytes - oldest->bytes : oldest->bytes - bytes);
}

static void
put_verified(struct buf *out, const struct maintenance *m)
{
	if (m->verified == 0) {
		buf_puts(out, "в этот раз не проверялась. F5 — проверить.");
		return;
	}
	words_put_moment(out, m->verified, clock_today());
	if (m->report.faults == 0) {
		buf_puts(out, ", база в порядке: всё сошлось.");
		return;
	}
	buf_puts(out, ", найдено: ");
	words_put_count(out, m->report.faults, "ошибка", "ошибки", "ошибок");
	buf_puts(out,
	    verify_can_be_repaired(&m->report)
		? ". Записи целы. F6 — сделать остальное заново."
		: ". Повреждены записи: восстановите базу из копии командой restore.");
}

/* The rows of the head. */
static const char *const labels[HEAD_ROWS] = {"Папка", "Программа", "База", "Копии", "Проверка"};

static void
put_head(struct maintenance *m, const struct view *v, const struct copy_file *copies, size_t count)
{
	struct store_size size;

	store_size(v->session->store, &size);
	for (int i = 0; i < HEAD_ROWS; i++)
		buf_clear(&m->lines[i]);
	buf_puts(&m->lines[0], store_dir(v->session->store));
	put_program(&m->lines[1], v);
	put_database(&m->lines[2], v, &size);
	put_growth(&m->lines[3], copies, count, size.used_bytes);
	put_verified(&m->lines[4], m);
}

static bool
maintenance_read(struct screen *sc, struct list_rows *out)
{
	struct copy_file *copies;
	size_t count = copies_list(out->view->session, &out->texts, &copies);

	put_head(screen_state(sc), out->view, copies, count);
	for (size_t i = 0; i < count; i++)
		list_rows_add(out, &copies[i]);
	free(copies);
	return true;
}

static void
maintenance_close(struct screen *sc)
{
	struct maintenance *m = screen_state(sc);

	for (int i = 0; i < HEAD_ROWS; i++)
		buf_free(&m->lines[i]);
}

static bool
is_same_copy(const void *row, const void *other)
{
	return strcmp(((const struct copy_file *)row)->path,
		   ((const struct copy_file *)other)->path) == 0;
}

static void
put_copy(const void *row, struct list_cells *out)
{
	const struct copy_file *copy = row;

	buf_puts(&out->text[0], copy->name);
	clock_put_russian(&out->text[1], copy->time);
	put_size(&out->text[2], copy->bytes);
}

static void
draw_head(const struct screen *sc, struct ui *ui, int row, int columns)
{
	enum { LABEL = 11 };
	const struct maintenance *m = screen_state(sc);

	for (int i = 0; i < HEAD_ROWS; i++) {
		ui_put(ui, row + i, 1, LABEL, STYLE_FAINT, labels[i]);
		ui_put(ui, row + i, 1 + LABEL, columns - LABEL - 2, STYLE_PLAIN,
		    buf_text(&m->lines[i]));
	}
}

/* What can be done. */

static void
make_copy(struct screen *sc, struct slice password)
{
	struct app *app = screen_app(sc);
	const struct backup_how how = {
	    .password = password, .progress = app_progress, .context = app};
	struct error e = {0};
	struct buf file = {0};

	if (copies_make(app_session(app), &how, &file, &e) == ST_OK)
		app_say(
		    app, MESSAGE_INFO, "Сделана и проверена %s", strrchr(buf_text(&file), '/') + 1);
	else
		app_say_error(app, &e);
	buf_free(&file);
	list_screen_load(sc);
}

static void
make(struct screen *sc)
{
	make_copy(sc, slice_of(""));
}

static void
take_password(struct screen *sc, const void *about, const struct answer *answer)
{
	(void)about;
	if (answer->code == 1 && answer->text[0] != '\0')
		make_copy(sc, slice_of(answer->text));
}

static void
make_secret(struct screen *sc)
{
	ask_line(screen_app(sc), THEN(take_password), "Копия под паролем",
	    "Пароль (его видно; без него копию не развернуть):", "");
}

static void
check(struct screen *sc, const void *row)
{
	const struct copy_file *copy = row;
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (copies_check(app_session(app), copy->path, app_progress, app, &e) == ST_OK)
		app_say(app, MESSAGE_INFO, "Копия %s цела: в ней всё сошлось.", copy->name);
	else
		app_say_error(app, &e);
}

static void
open_comparison(struct screen *sc, const void *row)
{
	place_open(screen_app(sc), PLACE_COPY_COMPARISON, NO_QUESTION,
	    &(struct copy_comparison_args){.file = ((const struct copy_file *)row)->path});
}

static void
verify(struct screen *sc)
{
	struct maintenance *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct verify_report report;
	enum status st = verify_store(app_session(app)->store, &report, NULL, app_progress, app);

	if (st == ST_CANCELLED)
		app_say(app, MESSAGE_WARNING, "Проверка прервана.");
	else if (st != ST_OK && st != ST_DAMAGED)
		app_say(app, MESSAGE_ERROR, "База не проверена: %s", status_text(st));
	else {
		m->report = report;
		m->verified = clock_now();
	}
	list_screen_load(sc);
}

static void
repair(struct screen *sc)
{
	struct maintenance *m = screen_state(sc);
	struct app *app = screen_app(sc);
	struct error e = {0};

	if (m->verified == 0 || !verify_can_be_repaired(&m->report)) {
		app_say(app, MESSAGE_WARNING, "%s",
		    m->verified == 0            ? "Сначала проверьте базу: F5."
			: m->report.faults == 0 ? "Чинить нечего: база в порядке."
						: "Повреждены сами записи: восстановите базу из "
						  "копии командой restore.");
		return;
	}
	if (repair_database(app_session(app), &m->report, &e) == ST_OK)
		verify(sc);
	else
		app_say_error(app, &e);
}

/* The rules as they were written, with what is known of their editions. */
static void
show_rules(struct screen *sc)
{
	struct session *s = app_session(screen_app(sc));
	struct buf text = {0}, name = {0};
	struct slice source = {0};
	struct view v;

	view_open(&v, s);
	buf_printf(&text,
	    "%s\n\nРедакций: %zu; ниже та, что в силе. Новую вводит администратор "
	    "командой metodaktiv profile set ФАЙЛ; что перестало бы подходить, скажет F8 в "
	    "обслуживании или --dry-run.\n\n",
	    profile_word(s->profile, "name"), meta_profile_versions(v.txn));
	if (meta_profile(v.txn, &source))
		buf_put(&text, source.data, source.len);
	view_close(&v);
	buf_puts(&name, "правила-города-");
	date_put_iso(&name, clock_today());
	open_document(screen_app(sc),
	    &(struct viewed_document){
		.title = "Правила города", .name = buf_text(&name), .text = buf_slice(&text)});
	buf_free(&text);
	buf_free(&name);
}

static void
show_losses(struct app *app, const struct error *e, const struct profile_losses *losses)
{
	struct buf text = {0};

	buf_printf(&text, "Новые правила не введены, это проба. %s\n\n", error_text(e));
	for (size_t i = 0; i < losses->count; i++) {
		profile_loss_put(&losses->items[i], &text);
		buf_putc(&text, '\n');
	}
	open_document(app,
	    &(struct viewed_document){.title = "Что перестало бы подходить",
		.name = "проба-правил",
		.text = buf_slice(&text)});
	buf_free(&text);
}

static void
take_rules(struct screen *sc, const void *about, const struct answer *answer)
{
	const struct profile_set what = {
	    .file = answer->text, .check = blanks_check, .dry_run = true};
	struct app *app = screen_app(sc);
	struct profile_losses losses = {0};
	struct error e = {0};
	enum status st;

	(void)about;
	if (answer->code != 1 || answer->text[0] == '\0')
		return;
	st = session_set_profile(app_session(app), &what, &losses, &e);
	if (st != ST_OK && losses.count > 0)
		show_losses(app, &e, &losses);
	else if (st != ST_OK)
		app_say_error(app, &e);
	else
		app_say(app, MESSAGE_INFO,
		    "Правила подходят всем записям. Вводит их команда metodaktiv profile set.");
	profile_losses_free(&losses);
}

/* No files of the server's are named by who comes over SSH. */
static void
try_rules(struct screen *sc)
{
	struct app *app = screen_app(sc);

	if (take_home_must(app))
		app_say(app, MESSAGE_WARNING,
		    "По SSH файлы не называют: примерьте правила на сервере, profile set "
		    "--dry-run.");
	else
		ask_line(app, THEN(take_rules), "Примерить новые правила", "Файл с правилами:", "");
}

static void
open_feed(struct screen *sc)
{
	place_open(screen_app(sc), PLACE_FEED, NO_QUESTION, NULL);
}

enum { DO_CHECK = ACT_OWN, DO_SECRET, DO_VERIFY, DO_REPAIR, DO_RULES, DO_TRY_RULES, DO_FEED };

const struct screen_ops maintenance_screen = {
    .name = "maintenance",
    .about = "Копии базы: сделать, проверить, сравнить с реестром; проверка и починка базы.",
    .actions =
	LIST_WORK(ACTION(ACT_OPEN, "Enter F3", "Сравнить копию с реестром", .word = "Сравнить",
		      .permit = PERMIT_BACKUP, .on_row = open_comparison),
	    ACTION(ACT_NEW, "Ins", "Сделать копию базы", .word = "Копия",
		.synonyms = "резервная сохранить", .permit = PERMIT_BACKUP, .on_screen = make),
	    ACTION(DO_CHECK, "F2", "Проверить копию, на которой стоит курсор", .word = "Проверить",
		.permit = PERMIT_BACKUP, .on_row = check),
	    ACTION(DO_SECRET, "F4", "Сделать копию под паролем", .word = "С паролем",
		.synonyms = "зашифровать", .permit = PERMIT_BACKUP, .on_screen = make_secret),
	    ACTION(DO_VERIFY, "F5", "Проверить базу", .word = "Вся база", .permit = PERMIT_READ,
		.on_screen = verify),
	    ACTION(DO_REPAIR, "F6", "Сделать заново то, что сделано из записей", .word = "Починить",
		.permit = PERMIT_UPKEEP, .on_screen = repair),
	    ACTION(DO_RULES, "F7", "Правила города, которые в силе", .word = "Правила",
		.synonyms = "профиль положение", .permit = PERMIT_READ, .on_screen = show_rules),
	    ACTION(DO_TRY_RULES, "F8", "Примерить новые правила: что перестало бы подходить",
		.word = "Примерить", .permit = PERMIT_ACCOUNTS, .on_screen = try_rules),
	    ACTION(DO_FEED, "C-g", "Передача в регион: что уходит, когда и что ушло",
		.word = "В регион", .synonyms = "регион передать", .permit = PERMIT_EXPORT,
		.on_screen = open_feed)),
    LIST_SCREEN(struct maintenance, struct copy_file,
	COLUMNS({.title = "Копия", .width = 40, .grows = true, .lead = true},
	    {.title = "Сделана", .width = 19, .lead = true},
	    {.title = "Размер", .width = 10, .rank = 1, .right = true}),
	.title = "Обслуживание", .read = maintenance_read, .put = put_copy, .same = is_same_copy,
	.close = maintenance_close, .head = HEAD_ROWS + 1, .draw_head = draw_head,
	.empty = "Копий в папке базы нет. Ins — сделать."),
};
