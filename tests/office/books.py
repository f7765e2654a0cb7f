"""books.py FOLDER - each workbook of a folder says, cell by cell, what the CSV of the same name says.

The workbooks are read as LibreOffice Calc has written their sheets into FOLDER/sheets, as an office
would see them: a day that is a day stands there as MM/DD/YYYY, a number as a number. A line for each
workbook: "ok NAME", or what is wrong."""
import csv
import glob
import os
import re
import sys

# The guard of a CSV before what a spreadsheet would take for a formula; a workbook needs none.
GUARD = re.compile(r"^'(?=['=+\-@])")
GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f, delimiter=";"))


def sheets(folder, name):
    """The sheets of a workbook: name -> rows."""
    prefix = os.path.join(folder, "sheets", name + "-")
    return {path[len(prefix) : -len(".csv")]: rows(path) for path in glob.glob(prefix + "*.csv")}


def day(cell, pattern, order):
    found = re.fullmatch(pattern, cell)
    return "-".join(found.group(i) for i in order) if found else None


def plain_number(cell):
    return re.sub(r"[^\d]", "", cell) if GROUPED.fullmatch(cell) else cell


def of_table(cell):
    """A cell of the program's CSV: days as ISO, numbers without blanks."""
    cell = GUARD.sub("", cell)
    found = day(cell, r"(\d\d)\.(\d\d)\.(\d{4})", (3, 2, 1))
    return found or plain_number(cell)


def of_sheet(cell):
    """The same of a sheet; a day that is only a text there stays what it is, and differs."""
    return day(cell, r"(\d\d)/(\d\d)/(\d{4})", (3, 1, 2)) or plain_number(cell)


def differences(table, sheet):
    """Where two lists of rows differ: (row, column, of the table, of the sheet)."""
    for r in range(max(len(table), len(sheet))):
        a = [of_table(c) for c in table[r]] if r < len(table) else []
        b = [of_sheet(c) for c in sheet[r]] if r < len(sheet) else []
        for c in range(max(len(a), len(b))):
            x, y = (cells[c] if c < len(cells) else "" for cells in (a, b))
            if x != y:
                yield r + 1, c + 1, x, y


def below_heads(sheet, head):
    """The rows below the row of headings that begins so."""
    return sheet[next(i for i, row in enumerate(sheet) if row[0] == head) + 1 :]


def figure(cell):
    return None if cell in ("", "—") else float(cell[:-1]) / 100 if cell.endswith("%") else float(cell)


def close(a, b):
    return a is b or (a is not None and b is not None and abs(a - b) < 1e-9)


def check_figures(table, book):
    """The figures of `indicators` and those of its workbook: value, N and M of each."""
    summary = {row[7]: row for row in below_heads(book["Показатели"], "Показатель") if len(row) > 7}
    for row in table[1:]:
        of = dict(zip(table[0], row))
        got = summary[of["title"]]
        if (of["numerator"], of["denominator"]) != (got[2], got[3]) or not close(
            figure(of["value"]), figure(got[1])
        ):
            yield of["id"], of["numerator"], of["denominator"], got


def check_parts(table, book):
    """The figures of every association, a row of the sheet for each; load, no per cent, stands last."""
    rows_of = below_heads(book["По объединениям"], "Название")
    names = list(dict.fromkeys(row[0] for row in table[1:]))
    for scope, got in zip(names, rows_of):
        wanted = [dict(zip(table[0], row)) for row in table[1:] if row[0] == scope]
        wanted.sort(key=lambda of: of["id"] == "load")
        figures = [figure(of["value"]) for of in wanted]
        cells = [figure(cell) for cell in got[1 : 1 + len(figures)]]
        if wanted[0]["name"] != got[0] or not all(close(a, b) for a, b in zip(figures, cells)):
            yield scope, figures, got
    if len(names) != len(rows_of):
        yield "rows", len(names), len(rows_of)


def check_names(table, book):
    """Who is counted and who is not, a sheet for each."""
    for said, sheet in (("да", "Учтены"), ("нет", "Не учтены")):
        wanted = [row[:-1] for row in table[1:] if row[-1] == said]
        yield from differences(wanted, below_heads(book[sheet], "Код"))


CHECKS = {"figures": check_figures, "parts": check_parts, "names": check_names}


def check_table(table, book):
    """One sheet; its headings are those of the table in either language."""
    if len(book) != 1:
        yield "sheets", list(book)
        return
    yield from differences(table, next(iter(book.values())))


def main(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
        name = os.path.basename(path)[: -len(".xlsx")]
        table = rows(os.path.join(folder, name + ".csv"))
        wrong = list(CHECKS.get(name.split("-")[0], check_table)(table, sheets(folder, name)))
        cells = sum(len(row) for row in table)
        if wrong or cells == 0:
            print(f"{name}: {len(wrong)} of {cells} cells: {wrong[:5]}")
        else:
            print(f"ok {name}: {cells} cells as in the CSV")


main(sys.argv[1])
