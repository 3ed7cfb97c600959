# shellcheck shell=bash
# quickstart in the reader's language, before anything is built: the sentences
# are looked up in po/*.po, which is where nudge's own come from.  Marked by
# the names of the functions below and of those that call words; see
# po/extract.

declare -A words_known

# Reads the catalogue that the locale asks for, by the rules of lib/text:
# words_load SOURCE.
words_load() {
	local locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}} language=${LANGUAGE-}
	local name msgid msgstr
	case $locale in C | C.* | POSIX) return 0 ;; esac
	for name in ${language//:/ } "$locale"; do
		case $name in
		zh[-_]TW* | zh[-_]HK* | zh[-_]MO* | zh[-_][Hh]ant*) continue ;;
		zh | zh[-_.@]*) break ;;
		*) return 0 ;;
		esac
	done
	case $name in zh | zh[-_]CN* | zh[-_]SG* | zh[-_][Hh]ans* | zh[.@]*) ;; *) return 0 ;; esac
	while IFS= read -r msgid && IFS= read -r msgstr; do
		words_known[$msgid]=$msgstr
	done < <(words_of "$1/po/zh_CN.po")
}

# The sentences of contrib in a catalogue, each with its translation below it.
words_of() {
	awk '
		function text(line) {
			sub(/^[a-z]+ "/, "", line)
			sub(/"$/, "", line)
			gsub(/\\"/, "\"", line)
			return line
		}
		/^$/ { ours = 0 }
		/^#: .*contrib\// { ours = 1 }
		ours && /^msgid / { id = text($0) }
		ours && /^msgstr / { print id; print text($0) }
	' "$1"
}

# words SENTENCE [ARGUMENT...]: in the reader's language, on standard output.
# Arguments stand in the same order in every language.
words() {
	local sentence=${words_known[$1]:-$1}
	shift
	# shellcheck disable=SC2059 # sentences are formats
	printf "$sentence\n" "$@"
}

say() { echo && words "$@"; }
fail() {
	say "$@" >&2
	exit 1
}
