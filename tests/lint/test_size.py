"""Small files, small functions, few parameters; HACKING.md "Size"."""
import re

import tree

FILE, FUNCTION, PARAMETERS = 400, 40, 5
FOREIGN = "static enum MHD_Result"  # callbacks have a library's form
TEST_FILE, TEST_FUNCTION = 600, 60  # cases stand in tables


def parameters(head):
    """How many a function's head declares, besides err."""
    inside = head[head.index("("):]
    inside = re.sub(r",\s*struct err \*err$", "", inside[1:inside.rindex(")")])
    while (flat := re.sub(r"\([^()]*\)", "", inside)) != inside:
        inside = flat
    return 0 if inside.strip() in ("", "void") else inside.count(",") + 1


def problems(path, text):
    is_test = path.startswith("tests/")
    most = TEST_FILE if is_test else FILE
    if text.count("\n") > most:
        yield f"{path}: {text.count(chr(10))} lines, at most {most}"
    if path.endswith(".py"):
        return
    most = TEST_FUNCTION if is_test else FUNCTION
    for line, head, length in tree.functions(text):
        if length > most:
            yield f"{path}:{line}: a function of {length} lines, at most {most}"
        if parameters(head) > PARAMETERS and not head.startswith(FOREIGN):
            yield f"{path}:{line}: {parameters(head)} parameters, at most {PARAMETERS}"


def test_everything_is_small():
    texts = tree.sources()
    for name in tree.files("*.py"):
        texts[str(name)] = (tree.SOURCE / name).read_text()
    found = [problem for path, text in texts.items()
             for problem in problems(path, text)]
    assert not found, "\n".join(found)


def sample(lines=1, head="static int\nf(int a)"):
    return f"{head}\n{{\n" + "\tg();\n" * lines + "}\n"


def test_bad_samples_are_told():
    for text in ("int x;\n" * 401, sample(41), sample(head="int f(int a, int b,\n"
                 "\tint (*c)(int, int), int d, int e, int f)")):
        assert len(list(problems("x.c", text))) == 1, text


def test_good_samples_pass():
    for text in ("int x;\n" * 400, sample(head="int f(int a, int b, int c, int d,"
                 " int e,\n\tstruct err *err)"), sample(40), sample(head="int f(void)"),
                 sample(head="int f(int a, int b, int (*c)(int, int), int d, ...)")):
        assert not list(problems("x.c", text)), text
