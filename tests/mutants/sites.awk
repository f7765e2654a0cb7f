# sites.awk - places where a line of C can be made to do something else, one a line:
#   layer <tab> file <tab> line <tab> operator <tab> the line with both, MUTANT for the number
# Read are the bodies of functions (from a "{" to a "}" in the first column), and of them what stands on
# one line: conditions, returned values, assigned values, calls. Both versions go into the line, and
# mutant_is(MUTANT) says which is in force, so that one build has all mutants.
# Not touched: assertions; what is freed or closed, whose lack only a sanitizer sees; tables. Nor has a loop a round
# more, which would read past the end: it has one less. Whether a text is empty is not asked of its second byte, nor how large
# an element is of the second.

function layer_of(file) {
	if (file ~ /^screens\/region\// || file ~ /^src\/region_main/) return "region"
	if (file ~ /^screens\//) return "screens"
	if (file ~ /^db\//) return "db"
	if (file ~ /^src\/main\.c$/ || file ~ /^src\/cli\//) return "cli"
	if (file ~ /^src\/mail\//) return "base"
	split(file, part, "/")
	return part[2]
}

# The line with its strings and characters blanked, as long as it was.
function blanked(line,    out, c, quote, i) {
	quote = ""
	out = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quote == "" && (c == "\"" || c == "'")) { quote = c; out = out "_"; continue }
		if (quote != "" && c == "\\") { out = out "__"; i++; continue }
		if (quote != "" && c == quote) { quote = ""; out = out "_"; continue }
		out = out (quote != "" ? "_" : c)
	}
	return out
}

function site(operator, text) {
	printf "%s\t%s\t%d\t%s\t%s\n", layer_of(FILENAME), FILENAME, FNR, operator, text
}

# Length of the bracket that opens at the beginning of text, 0 where it does not close.
function closes(text,    depth, i, c) {
	depth = 0
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "(") depth++
		if (c == ")" && --depth == 0) return i
	}
	return 0
}

# Every way to change an expression: before and after are the rest of the line.
function expression(before, e, after, condition,    plain, o, at, from, changed, swap, other, n, number) {
	plain = blanked(e)
	if (plain ~ /MUTANT/ || (plain ~ /\?/ && !condition)) return
	if (condition)
		site("negated", before "mutant_is(MUTANT) ? !(" e ") : (" e ")" after)
	for (o = 1; o <= swaps; o++) {
		from = 1
		while ((at = index(substr(plain, from), old[o])) > 0) {
			at += from - 1
			swap = condition == LOOP && old[o] == " < " ? " + 1 < " : new[o]
			changed = substr(e, 1, at - 1) swap substr(e, at + length(old[o]))
			site("`" trimmed(old[o]) "` is `" trimmed(swap) "`",
			    before "mutant_is(MUTANT) ? (" changed ") : (" e ")" after)
			from = at + length(old[o])
		}
	}
	from = 1
	gsub(/\[0\] [!=]= ____/, "[_] == ____", plain)
	while (match(plain, /sizeof\([^()]*\[0/))
		plain = substr(plain, 1, RSTART + RLENGTH - 2) "_" substr(plain, RSTART + RLENGTH)
	while (match(substr(plain, from), /[ (\[-][0-9]+([^0-9a-zA-Z_.]|$)/)) {
		at = from + RSTART
		match(substr(plain, at), /^[0-9]+/)
		n = RLENGTH
		number = substr(e, at, n)
		other = condition == LOOP && number > 0 ? number - 1 : number + 1
		changed = substr(e, 1, at - 1) other substr(e, at + n)
		site("`" number "` is `" other "`",
		    before "mutant_is(MUTANT) ? (" changed ") : (" e ")" after)
		from = at + n
	}
}

function trimmed(text) { gsub(/ /, "", text); return text }

function statement(indent, text,    plain, at, left, name) {
	plain = blanked(text)
	if (plain ~ /^return .*;$/) {
		left = substr(text, 8, length(text) - 8)
		if (left ~ /^(st|status)$/)
			site("status dropped", indent "return mutant_is(MUTANT) ? ST_OK : " left ";")
		expression(indent "return ", left, ";", left ~ / (&&|\|\||[<>=!]=|[<>]) / && plain !~ /\?/)
		return
	}
	if (plain ~ /^[a-z_0-9]+\(.*\);$/) {
		name = text
		sub(/\(.*/, "", name)
		if (closes(substr(plain, length(name) + 1)) != length(plain) - length(name) - 1) return
		if (name ~ /^(assert|free|close|[a-z_]*_free|[a-z_]*_close|[a-z_]*_release|[a-z_]*free|memset|explicit_bzero)$/) return
		site("call dropped", indent "{ if (!mutant_is(MUTANT)) " text " }")
		return
	}
	if (plain ~ /^st = [a-z_]+\(.*\);$/)
		site("status dropped", indent "{ " text " if (mutant_is(MUTANT)) st = ST_OK; }")
	if (plain ~ /^[^=]* \+= .*;$/) {
		left = text
		sub(/ \+= /, " -= ", left)
		site("`+=` is `-=`", indent "{ if (mutant_is(MUTANT)) " left " else " text " }")
		return
	}
	at = index(plain, " = ")
	if (at > 0 && plain ~ /;$/ && plain !~ /^(static|const char [a-z_]*\[|enum|typedef)/ &&
	    substr(plain, at + 3, 1) != "{" && substr(plain, 1, at) !~ /[,(]/ &&
	    substr(plain, at + 3) !~ /, [*a-z_]+ = /)
		expression(substr(indent text, 1, length(indent) + at + 2),
		    substr(text, at + 3, length(text) - at - 3), ";", 0)
}

BEGIN {
	LOOP = 2
	pairs = "<,<=|<=,<|>,>=|>=,>|==,!=|!=,==|&&,^^|^^,&&|+,-|-,+"
	gsub(/\^\^/, "@@", pairs)
	swaps = split(pairs, pair, "|")
	for (i = 1; i <= swaps; i++) {
		split(pair[i], two, ",")
		old[i] = " " (two[1] == "@@" ? "||" : two[1]) " "
		new[i] = " " (two[2] == "@@" ? "||" : two[2]) " "
	}
}
FNR == 1 { inside = 0; before = "" }
/^}/ { inside = 0 }
/^{/ { inside = 1; before = "{"; next }
!inside || /^#/ || /^\t* ?(\/?\*|\/\/)/ || !/^\t/ || /\\$/ { next }
{
	line = $0
	sub(/[ \t]*\/\*[^*]*\*\/[ \t]*$/, "", line)
	indent = line
	sub(/[^\t].*/, "", indent)
	text = substr(line, length(indent) + 1)
	begins = before ~ /([;{})]|else|:)$/ && text !~ /^ /
	whole = before ~ /[;{}:]$|else$/ || last_control
	was = before
	before = text
	last_control = 0
	if (match(text, /^(} else )?(else )?(if|while) \(/)) {
		head = substr(text, 1, RLENGTH - 1)
		rest = substr(text, RLENGTH)
		n = closes(blanked(rest))
		if (n > 0 && substr(rest, n + 1) ~ /^( \{)?$/) {
			last_control = 1
			if (begins)
				expression(indent head "(", substr(rest, 2, n - 2), substr(rest, n), 1)
		}
		next
	}
	if (text ~ /^for \(/) {
		n = closes(blanked(substr(text, 5)))
		last_control = n > 0
		if (n > 0 && split(blanked(text), part, /; /) == 3) {
			first = length(part[1]) + 2
			expression(indent substr(text, 1, first), substr(text, first + 1, length(part[2])),
			    substr(text, first + 1 + length(part[2])), LOOP)
		}
		next
	}
	if (begins && whole && text ~ /;$/ && text !~ /^(case|default|goto|break|continue)/)
		statement(indent, text)
}
