"""What was delivered is emptied when there is nothing else to do, also what
was left to do when nudged was killed."""
import harness
from crash import settle
from outbox import Outbox, add_channel, send_test
from receiver import HANG, LOCAL, OK, answer, receiver


def full(outbox):
    return {row for row, in outbox.query(
        "SELECT id FROM message WHERE model IS NOT NULL")}


def test_emptied_in_the_end(ready, clock, nudged, receiver):
    outbox = Outbox(ready)
    for name, *actions in (("quick", OK), ("never", answer(400)),
                           ("slow", HANG, OK)):
        add_channel(ready, name, "webhook",
                    {"url": receiver(*actions).url, **LOCAL})
    daemon = nudged()
    slow = send_test(ready, "slow")
    outbox.wait_state(slow, "sending")
    sent = send_test(ready, "quick")
    dead = send_test(ready, "never")
    outbox.wait_state(sent, "sent")
    outbox.wait_state(dead, "dead")
    # Not beside what is under way.
    assert full(outbox) == {slow, sent, dead}
    daemon.kill()
    daemon = nudged()
    settle(outbox, clock)
    assert outbox.row(slow)[0] == "sent"
    watch = harness.Watch(ready.home)
    try:
        watch.until(lambda: full(outbox) == {dead}, "emptying")
    finally:
        watch.close()
    ready.ok("outbox", "retry", str(dead))
    outbox.wait_state(dead, "dead")
    assert ready.json("check")
