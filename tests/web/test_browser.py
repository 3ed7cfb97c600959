"""Action links in a real browser: a phone's width, no JavaScript, both
languages, and a judge of accessibility."""
import json
import os
import shutil
import subprocess

import pytest

import harness
from feeds import action_link


@pytest.fixture(scope="session")
def playwright(tmp_path_factory):
    """A folder with playwright-core and axe-core."""
    if not shutil.which("chromium") or not shutil.which("npm"):
        pytest.skip("chromium or npm is not installed")
    folder = tmp_path_factory.mktemp("browser")
    got = subprocess.run(
        ["npm", "install", "--silent", "playwright-core@1.48.2", "axe-core@4.10.2"],
        cwd=folder, capture_output=True, timeout=300)
    if got.returncode != 0:
        pytest.skip("npm cannot install playwright-core and axe-core")
    return folder


@pytest.fixture
def browse(signed, web, playwright, tmp_path):
    """browse(steps) opens the link of touchpoint 1 in a browser."""
    server = web()
    pictures = os.environ.get("NUDGE_TEST_PICTURES", str(tmp_path))

    def run(*steps):
        got = subprocess.run(
            ["node", harness.SOURCE / "tests/web/browse.mjs",
             f"http://127.0.0.1:{server.port}{action_link(signed, 1)}",
             json.dumps(steps), pictures],
            cwd=playwright, capture_output=True, text=True, timeout=120)
        assert got.returncode == 0, got.stderr
        seen = json.loads(got.stdout)
        for page in seen:
            # A refused form is answered with 400, which the browser notes.
            problems = [one for one in page["problems"]
                        if "status of 400" not in one]
            assert page["axe"] == [] and problems == [], page
            assert page["width"] is None or page["width"] <= 360
        return seen

    return run


def test_one_tap(signed, browse):
    before, after = browse(["look"], ["press", "sent"], ["look"])
    assert before["title"] == "Acme d1 · nudge"
    assert "thank-you note" in before["text"]
    assert "done · sent" in after["text"] and "Acme d3" in after["text"]
    assert signed.json("show", 1)["touchpoint"]["state"] == "done"
    assert after["lang"] == "en"


def test_all_fields_in_chinese(signed, browse):
    signed.ok("rep", "edit", "liwei", "--locale", "zh_CN")
    before, refused, after, undone = browse(
        ["look"],
        ["press", "有问题"], ["look"],
        ["fill", "沟通内容（“有问题”或“暂无意向”必须填写）", "合同还没盖章"],
        ["tick", "Wang Fang"],
        ["open", "下一步和承诺"],
        ["fill", "我方承诺", "催一下法务"],
        ["fill", "我方承诺：期限", "2026-11-20"],
        ["press", "有问题"], ["look"],
        ["press", "撤销"], ["look"])
    assert before["lang"] == "zh-CN" and "发送感谢信" in before["text"]
    assert "结果如何" in refused["text"]
    assert "合同还没盖章" in after["text"]
    assert "结果如何" in undone["text"]
    assert signed.json("show", 1)["touchpoint"]["state"] == "open"


def test_another_day(signed, browse):
    after, = browse(["open", "More"], ["fill", "The new day", "2026-11-20"],
                    ["tick", "agreed with the customer"],
                    ["press", "Move"], ["look"])
    assert "Fri 20" in after["text"]
    assert signed.json("show", 1)["touchpoint"]["pinned"]
