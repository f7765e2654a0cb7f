"""papers.py FOLDER - the five formats of each paper of a folder hold the same names and numbers.

A line for each: "ok NAME", or what is wrong."""
import glob
import html.parser
import os
import re
import subprocess
import sys

import docx
import odf.opendocument
import odf.teletype
import odf.text
import odf.table

DRAFT = "ПРОЕКТ"


def words(text):
    """Russian words and numbers, as a set; a word hyphenated by hand is its parts."""
    return set(re.findall(r"(?<!\w)(?:[А-ЯЁа-яё]+|\d+)(?!\w)", text))


class Html(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.parts, self.hidden, self.lang, self.levels = [], False, None, []
        self.headless, self.heads = 0, None  # tables of rows without headings; of the one it is in
        with open(path, encoding="utf-8") as f:
            self.feed(f.read())

    def handle_starttag(self, tag, attributes):
        self.hidden = tag in ("style", "title")
        if tag == "html":
            self.lang = dict(attributes).get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "table":
            self.heads = 0
        if tag == "th" and "scope" in dict(attributes):
            self.heads += 1
        if tag in ("br", "td", "th", "p", "span"):
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.hidden = False
        if tag == "table":
            self.headless += self.heads == 0

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def of_html(path):
    return "".join(Html(path).parts)


def of_docx(path):
    document = docx.Document(path)
    section = document.sections[0]
    parts = [p.text for p in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            parts += [cell.text for cell in row.cells]
    for part in (section.first_page_header, section.footer):
        parts += [p.text for p in part.paragraphs]
    assert document.styles["Heading 1"].font.bold
    return "\n".join(parts)


def of_odt(path):
    document = odf.opendocument.load(path)
    parts = []
    for root in (document.text, document.masterstyles):
        for kind in (odf.text.P, odf.text.H):
            parts += [odf.teletype.extractText(p) for p in root.getElementsByType(kind)]
    return "\n".join(parts)


def of_pdf(path):
    run = subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.PIPE, check=True)
    return run.stdout.decode()


def of_text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def compare(name, wanted, got, label, sheets=-1):
    spare = {str(n) for n in range(sheets + 1)} | {DRAFT}  # numbers of sheets
    missing, more = wanted - got - spare, got - wanted - spare
    if missing or more:
        print(f"{name}: {label}: missing {sorted(missing)[:8]}, more {sorted(more)[:8]}")
        return False
    return True


def joined(got, whole):
    """A narrow column of a text cuts words: two parts that stand for a whole one are that."""
    cut = {(w[:i], w[i:]) for w in whole - got for i in range(1, len(w))}
    found = {parts for parts in cut if got.issuperset(parts)}
    return (got | {a + b for a, b in found}) - ({part for parts in found for part in parts} - whole)


def check(folder, name):
    path = os.path.join(folder, name)
    wanted = words(of_html(path + ".html"))
    same = compare(name, wanted, joined(words(of_text(path + ".text")), wanted), "text")
    same &= compare(name, wanted, words(of_odt(path + ".odt")), "odt", 1)
    same &= compare(name, wanted, words(of_docx(path + ".docx")), "docx")
    same &= compare(name, wanted, words(of_pdf(path + ".pdf")), "pdf", 400)
    for where in ("from-odt", "from-docx"):
        printed = os.path.join(folder, where, name + ".pdf")
        same &= compare(name, wanted, words(of_pdf(printed)), where, 400)
    same &= compare(name, wanted, words(of_odt(os.path.join(folder, "back", name + ".odt"))), "back", 1)
    page = Html(path + ".html")
    steps = zip(page.levels, page.levels[1:])
    if page.lang != "ru" or any(b > a + 1 for a, b in steps) or page.headless:
        print(
            f"{name}: html: language {page.lang}, headings {page.levels}, "
            f"tables without headings {page.headless}"
        )
        same = False
    if same:
        print(f"ok {name}: the same words and numbers in all formats")


for text in sorted(glob.glob(os.path.join(sys.argv[1], "*.text"))):
    check(sys.argv[1], os.path.basename(text)[: -len(".text")])
