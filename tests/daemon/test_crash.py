"""kill -9 with all kinds of channels at once: nothing is lost; a webhook
repeats its id and body, a mail says so, a Maildir file replaces itself.
"""
import collections

from crash import Arrivals, Campaign, dice, doubts, settle
from outbox import Outbox, add_channel, send_test
from receiver import Receiver
from relay import Relay


def test_killed_at_random_points(ready, clock, nudged, maildir):
    relay, receiver = Relay(), Receiver()
    try:
        add_channel(ready, "mail", "email", {
            "host": "127.0.0.1", "port": relay.port, "tls": "none",
            "from": "nudge@example.com"}, "--rate", "1000/1")
        add_channel(ready, "hook", "webhook", {
            "url": receiver.url, "allow_http": True, "allow_private": True},
            "--rate", "1000/1")
        add_channel(ready, "box", "maildir", {"path": str(maildir.path)})
        run(ready, clock, nudged, maildir, relay, receiver)
    finally:
        relay.stop()
        receiver.stop()


def run(ready, clock, nudged, maildir, relay, receiver):
    outbox = Outbox(ready)
    queued = collections.defaultdict(list)
    campaign = Campaign(outbox, nudged, dice())
    while campaign.goes_on():
        clock.advance(5)
        for channel in ("mail", "hook", "box"):
            queued[channel].append(send_test(ready, channel))
        campaign.crash()
    nudged()
    settle(outbox, clock)
    arrived = Arrivals(outbox, relay, receiver, maildir)
    for sent in queued["mail"]:
        arrived.check_mail(sent, outbox.row(sent))
    for sent in queued["hook"]:
        arrived.check_hook(sent, outbox.row(sent))
    for sent in queued["box"]:
        assert outbox.row(sent)[0] == "sent"
        arrived.check_file(sent, outbox.row(sent))
    print(f"{campaign.crashes} crashes, {doubts(outbox)} doubts, "
          f"{len(relay.mails)} mails and {len(receiver.requests)} webhooks "
          f"for {len(queued['mail'])} each")
