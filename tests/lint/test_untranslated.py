"""Every word a user reads is translated, with the same arguments."""
import shutil
import subprocess

import pytest

import tree

PO = sorted((tree.SOURCE / "po").glob("*.po"))
TOOLS = ("xgettext", "msgmerge", "msgattrib", "msgfmt")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="gettext's tools are missing")


def run(*argv):
    return subprocess.run(list(map(str, argv)), capture_output=True, text=True)


def extract(tmp_path, source=tree.SOURCE):
    pot = tmp_path / "nudge.pot"
    done = run(tree.SOURCE / "po/extract", source, pot)
    assert done.returncode == 0, done.stderr
    return pot


def problems(po, pot, tmp_path):
    """What is missing, fuzzy or has other arguments than the English."""
    merged = tmp_path / "merged.po"
    done = run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, po, pot)
    assert done.returncode == 0, done.stderr
    for what in ("untranslated", "only-fuzzy"):
        left = run("msgattrib", f"--{what}", "--no-obsolete", "--no-wrap", merged)
        for line in left.stdout.splitlines():
            if line.startswith(("msgid ", "msgid_plural")) and line != 'msgid ""':
                yield f"{what}: {line}"
    done = run("msgfmt", "--check-format", "-o", tmp_path / "out.mo", merged)
    if done.returncode:
        yield done.stderr


def reordered(po):
    """Sentences of scripts, whose printf knows no %2$s: the arguments stand in
    the same order, and nothing spans lines."""
    for entry in po.read_text().split("\n\n"):
        lines = entry.splitlines()
        if not any(line.startswith("#: ") and "contrib/" in line for line in lines):
            continue
        words = [line for line in lines if not line.startswith("#")]
        if len(words) != 2 or len({line.count("%s") for line in words}) != 1 or any(
                "%" in line.replace("%s", "") or "\\n" in line for line in words):
            yield "\n".join(words)


@pytest.mark.parametrize("po", PO, ids=lambda po: po.stem)
def test_sentences_of_scripts_can_be_printed(po):
    assert not list(reordered(po))


def test_what_a_script_cannot_print_is_refused(tmp_path):
    po = tmp_path / "bad.po"
    for msgstr in ("%2$s", "two %s %s", "a\\nb"):
        po.write_text(f'#: contrib/x\nmsgid "one %s"\nmsgstr "{msgstr}"\n')
        assert list(reordered(po)), msgstr
    po.write_text('#: contrib/x\nmsgid "one %s"\nmsgstr "%s one"\n')
    assert not list(reordered(po))


@pytest.mark.parametrize("po", PO, ids=lambda po: po.stem)
def test_everything_is_translated(po, tmp_path):
    found = list(problems(po, extract(tmp_path), tmp_path))
    assert not found, "make update-po, then translate:\n" + "\n".join(found)


def test_all_kinds_of_marks_are_extracted(tmp_path):
    words = extract(tmp_path).read_text()
    for word in ('msgid "Mon"', 'msgctxt "outcome"',
                 'msgid "%s is too long: at most %s bytes are kept"',
                 'msgid "Installed nudge, nudged and nudge-web into %s."',
                 'msgid "what today holds"', 'msgid "Signed on"'):
        assert word in words


SAMPLE = """
int f(void) {
	err_set(err, -1, "one %s two %s", a, b);
	call_fail(call, API_REFUSED, NULL, "refused %s", a);
	call_hint(call, "hint");
	text_add(out, lang, "added");
	text_get_n(lang, "one day", "many days", n);
	return text_get(lang, NC_("here", "got"));
}
"""

GOOD = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"
#, c-format
msgid "one %s two %s"
msgstr "%2$s 和 %1$s"
#, c-format
msgid "refused %s"
msgstr "%s"
msgid "hint"
msgstr "h"
msgid "added"
msgstr "a"
msgid "one day"
msgid_plural "many days"
msgstr[0] "d"
msgctxt "here"
msgid "got"
msgstr "g"
"""


@pytest.mark.parametrize("change, told", [
    (("", ""), None),
    (('msgstr "h"', 'msgstr ""'), "hint"),
    (('msgstr[0] "d"', 'msgstr[0] ""'), "one day"),
    (('msgid "hint"', '#, fuzzy\nmsgid "hint"'), "fuzzy"),
    (('msgctxt "here"', 'msgctxt "there"'), "got"),
    (("%2$s 和 %1$s", "%s"), "format specifications"),
    (('msgstr "%s"', 'msgstr "%d"'), "format specifications"),
])
def test_samples(tmp_path, change, told):
    for folder in ("lib", "cli", "service", "daemon", "web", "contrib"):
        (tmp_path / folder).mkdir()
    (tmp_path / "contrib/quickstart").touch()
    (tmp_path / "lib/sample.c").write_text(SAMPLE)
    (tmp_path / "sample.po").write_text(GOOD.replace(*change))
    found = list(problems(tmp_path / "sample.po",
                          extract(tmp_path, tmp_path), tmp_path))
    assert (told in "".join(found)) if told else not found, found
