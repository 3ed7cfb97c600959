"""Completion: what could stand at the end of a command line."""
import shutil
import subprocess

import harness
import pytest


def offers(nudge, *words, **more):
    return [line.split("\t")[0] for line in nudge.ok("complete", *words, **more).lines]


def test_commands_and_their_second_words(nudge):
    assert offers(nudge, "do") == ["done", "doctor"]
    assert offers(nudge, "account", "") == ["add", "edit", "list", "show"]
    assert offers(nudge, "outbox", "re") == ["retry"]
    assert "help" in offers(nudge, "")


def test_options(nudge):
    assert offers(nudge, "done", "2", "--pr") == ["--promise", "--preview"]
    assert "--preview" not in offers(nudge, "list", "--")


def test_values_from_tables(nudge):
    assert offers(nudge, "sign", "acme", "--tier", "") == [
        "ordinary", "key", "strategic"]
    assert offers(nudge, "contact", "add", "a", "b", "--roles", "user,de") == [
        "user,decision-maker"]
    assert "周五" in offers(nudge, "sign", "a", "--on", "", lang="zh_CN")
    assert offers(nudge, "--lang", "zh") == []


def test_values_from_the_database(acme):
    assert offers(acme, "done", "") == ["2", "3", "4", "acme"]
    assert "Acme d3 · Tue 2026-11-17" in acme.ok("complete", "done", "2").out
    assert offers(acme, "sign", "ac") == ["acme"]
    assert offers(acme, "start", "acme", "") == ["1-3-7-21", "prospect", "offer"]
    assert offers(acme, "done", "2", "--with", "") == ["wang-fang"]
    assert offers(acme, "channel", "test", "") == ["maildir"]
    assert offers(acme, "done", "2", "no") == ["noanswer", "no"]


def test_without_a_database_nothing_is_said(nudge):
    result = nudge.ok("complete", "done", "")
    assert result.out == "" and result.err == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_script(acme, tmp_path):
    (tmp_path / "nudge").symlink_to(acme.program)
    script = harness.SOURCE / "contrib/completion/bash/nudge"
    run = subprocess.run(
        ["bash", "-c", f". {script}; COMP_WORDS=(nudge sign ac); COMP_CWORD=2; "
         "_nudge; echo ${COMPREPLY[@]}"], capture_output=True, text=True,
        env={**harness.environment(acme.home, acme.clock, NUDGE_DB=str(acme.db)),
             "PATH": f"{tmp_path}:/usr/bin:/bin"}, timeout=harness.DEADLINE)
    assert run.stdout == "acme\n", run.stderr
