#!/bin/bash
# packages.sh - what a fresh Debian 12 or 13 needs to build and test the program, and why. Installs
# what is missing; does nothing, and needs no network, when nothing is. Asks for sudo, or says what to
# type where there is none.
#   tools/packages.sh build [print] [test] [office] [lint] [bench] [fuzz] [package]
set -u

packages='
build  make              сборка | building
build  gcc               компилятор C | C compiler
build  libc6-dev         заголовки библиотеки C | headers of the C library
build  liblmdb-dev       хранилище базы | the database engine
build  libcbor-dev       вид записей на диске | records on disk
build  libconfig-dev     профили городов | the towns'\'' profiles
build  libjansson-dev    чтение JSON | reading JSON
build  libsodium-dev     хеши журнала | hashes of the journal
build  libutf8proc-dev   Unicode | Unicode
build  libxlsxwriter-dev таблицы Excel с диаграммами | Excel workbooks with charts
build  libarchive-dev    чтение книг Excel: архив | reading Excel workbooks: the archive
build  libexpat1-dev     чтение книг Excel: XML | reading Excel workbooks: XML
build  libpango1.0-dev   документы PDF | papers as PDF
build  zlib1g-dev        документы ODT и DOCX | papers as ODT and DOCX
build  fonts-liberation  шрифт документов PDF | the font of papers as PDF
build  libncurses-dev    экраны | screens
build  libseccomp-dev    сеанс по SSH ограничивает сам себя | a session over SSH confines itself
build  libpq-dev         программа региона, metodaktiv-region | the program of a region, metodaktiv-region
print  cups-client       печать отсюда программой lp; без неё бумаги идут в файлы | printing from here by lp; without it papers go to files
test   libcmocka-dev     проверки модулей | unit tests
test   zlib1g-dev        книги для проверок | workbooks for tests
test   libvterm-dev      терминал для проверки экранов | a terminal to test screens in
test   jq                сравнение ответов JSON | comparing JSON answers
test   mandoc            проверка страницы руководства | checking the manual page
test   openssh-server    проверки входа по SSH | tests of coming in over SSH
test   postgresql        проверки региона | tests of the region
office libreoffice-writer-nogui документы глазами канцелярии | papers as an office opens them
office libreoffice-calc-nogui книги Excel глазами канцелярии | workbooks as an office opens them
office qpdf              проверка PDF | checking PDF
office poppler-utils     текст и шрифты PDF | text and fonts of PDF
office python3-docx      чтение DOCX | reading DOCX
office python3-odf       чтение ODT | reading ODT
office chromium          страницы в браузере | pages in a browser
lint   clang-format      оформление кода | layout of the code
lint   clang-tidy        разбор кода | static analysis
lint   cppcheck          разбор кода | static analysis
bench  sqlite3           мера скорости | yardstick of speed
bench  less              мера скорости | yardstick of speed
bench  mutt              мера скорости | yardstick of speed
bench  tig               мера скорости | yardstick of speed
bench  ripgrep           мера скорости | yardstick of speed
package mmdebstrap       голые системы, где собирают и ставят пакеты | bare systems to build and install packages in
fuzz   clang             libFuzzer | libFuzzer
fuzz   libclang-rt-dev   libFuzzer | libFuzzer
'

is_installed()
{
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

wanted()
{
	local group name reason purpose
	while read -r group name reason; do
		for purpose; do
			[ "$group" = "$purpose" ] && printf '%s\t%s\n' "$name" "$reason"
		done
	done <<<"$packages"
}

missing=() reasons=()
if ! command -v dpkg-query >/dev/null; then
	echo "Это не Debian: нужные пакеты перечислены в tools/packages.sh." \
	    "| Not Debian: the packages needed are listed in tools/packages.sh."
	exit 0
fi
while IFS=$'\t' read -r name reason; do
	is_installed "$name" && continue
	missing+=("$name")
	reasons+=("  $name — $reason")
done < <(wanted "$@")
[ ${#missing[@]} -eq 0 ] && exit 0

install=(apt-get install -q -y --no-install-recommends "${missing[@]}")

# What whoever may install them has to type.
advise()
{
	printf '%s\n' "$1 | $2" "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
	exit 1
}

echo "Не хватает пакетов Debian | Debian packages missing: ${missing[*]}"
printf '%s\n' "${reasons[@]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null ||
	    advise 'Нет sudo; установите их от имени root:' 'No sudo; as root, run:'
	as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
fi
echo "Устанавливаю их | Installing them${as_root:+ (sudo)}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q && "${as_root[@]}" "${install[@]}" ||
    advise 'Не установились; попросите того, кто вправе:' 'Not installed; ask who may run, as root:'
