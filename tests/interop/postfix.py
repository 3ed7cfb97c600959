"""Debian's Postfix, run beside the machine's own."""
import contextlib
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile

import pytest

import harness

DAEMONS = pathlib.Path("/usr/lib/postfix/sbin")

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example.com
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
smtpd_relay_restrictions = {who}, reject
smtpd_tls_cert_file = {root}/cert.pem
smtpd_tls_key_file = {root}/key.pem
smtpd_tls_security_level = encrypt
virtual_mailbox_domains = example.com
virtual_mailbox_base = {root}
virtual_mailbox_maps = static:mail/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
maillog_file = {root}/log
maillog_file_prefixes = {root}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A program in the foreground, with everything in the folder root."""

    process = None

    def run(self, argv, is_ready, name):
        watch = harness.Watch(self.root)
        self.process = subprocess.Popen(
            argv, stdout=subprocess.DEVNULL,
            stderr=open(self.root / f"{name}.stderr", "w"))
        try:
            watch.until(is_ready, name)
        finally:
            watch.close()

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)


class Postfix(Server):
    """One instance with everything in a folder of its own.  who may send is a
    word of Postfix's; main and master are added to its main.cf, master.cf."""

    def __init__(self, root, who="permit_mynetworks", main="", master=""):
        self.root = root
        self.port = free_port()
        self.maildir = harness.Maildir(root / "mail")
        owner = pwd.getpwnam("postfix")
        config = root / "config"
        for folder in ("config", "queue", "data", "mail", "mail/new",
                       "mail/cur", "mail/tmp"):
            (root / folder).mkdir()
            if folder[:4] in ("data", "mail"):
                os.chown(root / folder, owner.pw_uid, owner.pw_gid)
        (config / "main.cf").write_text(MAIN.format(
            root=root, daemons=DAEMONS, uid=owner.pw_uid,
            gid=owner.pw_gid, who=who) + main)
        (config / "master.cf").write_text(
            MASTER.format(port=self.port) + master)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "30", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost",
             "-keyout", root / "key.pem", "-out", root / "cert.pem"],
            check=True, capture_output=True)

    def start(self):
        log = self.root / "log"
        self.run(["postfix", "-c", self.root / "config", "start-fg"],
                 lambda: log.exists() and "daemon started" in log.read_text(),
                 "Postfix")


@contextlib.contextmanager
def root_folder():
    """A folder that Postfix's own user can get into, which pytest's forbids."""
    if os.geteuid() != 0 or not shutil.which("postfix"):
        pytest.skip("needs root and Postfix")
    root = pathlib.Path(tempfile.mkdtemp(prefix="nudge-postfix-"))
    root.chmod(0o755)
    try:
        yield root
    finally:
        shutil.rmtree(root)


@contextlib.contextmanager
def running(server):
    try:
        server.start()
        yield server
    finally:
        server.stop()
