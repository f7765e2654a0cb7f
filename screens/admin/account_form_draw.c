/* SPDX-License-Identifier: MIT
 * account_form_draw.c - the form of an account on the screen.
 */
#include "screens/admin/account_form.h"

#include <string.h>

#include "screens/widget/text.h"
#include "service/core/account_keys.h"

enum { LABEL = 26, HINT_ROWS = 2 };

static const char *const labels[LINE_KEYS] = {
    [LINE_NAME] = "Имя для входа",
    [LINE_FULL_NAME] = "Фамилия, имя, отчество",
    [LINE_ROLE] = "Роль",
    [LINE_PERSON] = "Человек в реестре",
    [LINE_OPENS] = "Начинает с",
    [LINE_DISABLED] = "Вход",
};

static const char *const hints[LINE_KEYS + 1] = {
    [LINE_NAME] = "Имя, под которым человек входит: латинские буквы, цифры, «.», «_», «-».",
    [LINE_FULL_NAME] = "Как сотрудника показывать другим: в заголовке и в журнале.",
    [LINE_ROLE] = "Enter — выбрать; цифра — сразу: 1 — самая осторожная.",
    [LINE_PERSON] =
	"За кого эта запись голосует в совете. Enter — найти по фамилии, Del — ни за кого.",
    [LINE_OPENS] = "Пробел или Enter меняет: обычный первый экран или заседание в зале.",
    [LINE_DISABLED] = "Пробел или Enter меняет. Кому вход запрещён, тот не войдёт и по ключу.",
    [LINE_KEYS] = ("Ins — вставить открытый ключ (строку из файла .pub), F8 — удалить ключ под "
		   "курсором. Закрытый ключ не нужен никому, кроме хозяина."),
};

bool
account_form_key(const struct account_form *f, size_t wanted, struct buf *line)
{
	struct slice rest = buf_slice(&f->keys);

	for (size_t i = 0; account_key_next(&rest, line); i++)
		if (i == wanted)
			return true;
	return false;
}

size_t
account_form_keys(const struct account_form *f)
{
	return account_keys_count(buf_slice(&f->keys));
}

bool
account_form_is_changed(const struct account_form *f)
{
	return !account_equal(&f->wanted, &f->shown) || editor_count(f->key) > 0 ||
	    (account_form_is_new(f) && f->keys.len > 0);
}

void
account_form_put_key(const char *line, struct buf *out)
{
	char fingerprint[SSH_KEY_FINGERPRINT];

	ssh_key_fingerprint(line, fingerprint);
	buf_printf(
	    out, "%s  %.*s  %s", fingerprint, (int)strcspn(line, " "), line, ssh_key_comment(line));
}

static void
put_value(const struct account_form *f, size_t line, struct buf *out)
{
	const struct role *role = role_find(f->wanted.role);

	switch (line) {
	case LINE_NAME:
		buf_puts(out, f->wanted.name);
		break;
	case LINE_ROLE:
		buf_printf(out, "%s — %s", role != NULL ? role->word : f->wanted.role,
		    role != NULL ? role->about : "");
		break;
	case LINE_PERSON:
		if (f->wanted.person[0] == '\0')
			buf_puts(out, "никто");
		else
			buf_printf(out, "%s (%s)", buf_text(&f->person), f->wanted.person);
		break;
	case LINE_OPENS:
		buf_puts(out,
		    strcmp(f->wanted.opens, "hall") == 0 ? "заседания в зале" : "первого экрана");
		break;
	default:
		buf_puts(out, f->wanted.disabled ? "запрещён" : "разрешён");
	}
}

/* A click leads there, and one on the cursor's own row is its Enter. */
static void
tell_row(const struct account_form *f, struct ui *ui, int row, size_t line, int columns)
{
	zones_add(ui_zones(ui), row, 1, columns - 2, ZONE_ROW, (int)line - (int)f->line);
}

static void
draw_line(const struct account_form *f, struct ui *ui, int row, size_t line, int columns)
{
	bool here = f->line == line,
	     typed = line == LINE_FULL_NAME || (line == LINE_NAME && account_form_is_new(f));
	struct buf value = {0};
	int width = columns - LABEL - 4;

	if (!here || !typed)
		tell_row(f, ui, row, line, columns);
	ui_put(ui, row, 1, LABEL, here ? STYLE_STRONG : STYLE_LABEL, labels[line]);
	if (typed) {
		editor_draw(
		    line == LINE_NAME ? f->name : f->full_name, ui, row, LABEL + 2, width, here);
		return;
	}
	put_value(f, line, &value);
	ui_put(ui, row, LABEL + 2, width, here ? STYLE_CURSOR : STYLE_PLAIN, buf_text(&value));
	if (here)
		ui_cursor(ui, row, LABEL + 2);
	buf_free(&value);
}

/* Where a key is pasted. */
static void
draw_place(const struct account_form *f, struct ui *ui, int row, int columns)
{
	bool here = f->line == LINE_KEYS + account_form_keys(f);

	if (here || editor_count(f->key) > 0)
		editor_draw(f->key, ui, row, 3, columns, here);
	else
		ui_put(ui, row, 3, columns, STYLE_FAINT, "Ins — вставить ключ");
}

static void
draw_keys(const struct account_form *f, struct ui *ui, int row, int rows, int columns)
{
	size_t count = account_form_keys(f), here = f->line >= LINE_KEYS ? f->line - LINE_KEYS : 0;
	size_t top = here + 1 > (size_t)rows ? here + 1 - (size_t)rows : 0;
	struct buf line = {0}, text = {0};

	for (size_t i = top; i < count && (int)(i - top) < rows; i++) {
		bool on = f->line == LINE_KEYS + i;
		int at = row + (int)(i - top);

		tell_row(f, ui, at, LINE_KEYS + i, columns);
		buf_clear(&text);
		account_form_key(f, i, &line);
		account_form_put_key(buf_text(&line), &text);
		ui_put(ui, at, 3, columns - 4, on ? STYLE_CURSOR : STYLE_PLAIN, buf_text(&text));
		if (on)
			ui_cursor(ui, at, 3);
	}
	if ((int)(count - top) < rows)
		draw_place(f, ui, row + (int)(count - top), columns - 4);
	buf_free(&line);
	buf_free(&text);
}

void
account_form_draw(const struct screen *sc, struct ui *ui, int row, int rows, int columns)
{
	const struct account_form *f = screen_state(sc);
	int below = row + LINE_KEYS + 1;

	for (size_t line = 0; line < LINE_KEYS; line++)
		draw_line(f, ui, row + (int)line, line, columns);
	ui_put(ui, below, 1, columns - 2, STYLE_HEADER, "Ключи SSH");
	draw_keys(f, ui, below + 1, row + rows - below - 2 - HINT_ROWS, columns);
	text_draw(ui, row + rows - HINT_ROWS, 1, HINT_ROWS, columns - 2, STYLE_FAINT,
	    hints[f->line < LINE_KEYS ? f->line : LINE_KEYS]);
}
