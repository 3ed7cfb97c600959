"""contrib/quickstart as far as it goes without building anything."""
import os
import subprocess

import pytest

import harness


def quickstart(home, *args, **env):
    run = subprocess.run(
        [harness.SOURCE / "contrib/quickstart", *args], capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=harness.DEADLINE,
        env={"PATH": os.environ["PATH"], "HOME": str(home), **env})
    return run.returncode, run.stdout


ENGLISH = "usage: contrib/quickstart [--yes]"
CHINESE = "用法：contrib/quickstart [--yes]"


# The rules of lib/text/lang.c.
@pytest.mark.parametrize("env, first", [
    ({}, ENGLISH), ({"LANG": "C.UTF-8"}, ENGLISH), ({"LANG": "en_GB.UTF-8"}, ENGLISH),
    ({"LANG": "zh_CN.UTF-8"}, CHINESE), ({"LC_ALL": "zh_CN.UTF-8", "LANG": "de_DE"}, CHINESE),
    ({"LC_MESSAGES": "zh_SG.UTF-8"}, CHINESE), ({"LANG": "zh_TW.UTF-8"}, ENGLISH),
    ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, CHINESE),
    ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, ENGLISH),
    ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, ENGLISH),
    ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_TW:zh_CN"}, CHINESE),
])
def test_it_speaks_the_readers_language(home, env, first):
    status, out = quickstart(home, "--help", **env)
    assert status == 0 and out.splitlines()[0] == first


def test_arguments_stand_in_their_sentences(home):
    status, out = quickstart(home, "stop", LANG="zh_CN.UTF-8")
    assert status == 0
    assert out.splitlines() == [
        "nudge-web 没有在运行。", "nudged 没有在运行。",
        f"您的数据保留在 {home}/.local/share/nudge。"]
