"""Judges of what nudge sends to chat robots, as strict as the services are.

A Robot takes the bytes of one request and answers as its service would:
shape, limits in the right unit, signature, keyword, rate.  whom() says who
would be rung by what it took.
"""
import base64
import hashlib
import hmac
import json
import re
import urllib.parse


class Refused(Exception):
    """status, body"""


def well(value, *names):
    """Is value an object with exactly or fewer of these members?"""
    return isinstance(value, dict) and set(value) <= set(names)


class Robot:
    """A service that knows one robot.  now() is the service's clock, in
    seconds."""
    secret = keyword = None
    windows = ()               # (seconds, most): any such span has no more

    def __init__(self, now=lambda: 0, secret=None, keyword=None):
        self.now, self.secret, self.keyword = now, secret, keyword
        self.taken = []        # bodies, parsed
        self.times = []
        self.limited = 0
        self.is_gone = False

    def take(self, body, query="", headers=None):
        """(status, body) of the answer."""
        headers = {"content-type": "application/json", **(headers or {})}
        try:
            self.check_rate()
            if self.is_gone:
                self.gone()
            if not headers["content-type"].startswith("application/json"):
                self.refuse("content-type")
            try:
                value = json.loads(body.decode())
            except ValueError:
                self.refuse("json")
            if not isinstance(value, dict):
                self.refuse("json")
            self.check(value, body, dict(urllib.parse.parse_qsl(query)))
        except Refused as refused:
            return refused.args
        self.taken.append(value)
        return self.success

    def check_rate(self):
        now = self.now()
        for seconds, most in self.windows:
            # The ends belong to the span: one more than fits is refused.
            if sum(at > now - seconds for at in self.times) >= most:
                self.limited += 1
                self.too_fast()
        self.times.append(now)

    def says_keyword(self, body):
        return not self.keyword or self.keyword in json.dumps(
            json.loads(body), ensure_ascii=False)


class Slack(Robot):
    success = 200, b"ok"
    windows = ((1, 4),)        # about one a second, short bursts

    def refuse(self, why):
        raise Refused(400, {"json": b"invalid_payload"}.get(
            why, why.encode()))

    def gone(self):
        raise Refused(404, b"no_service")

    def too_fast(self):
        raise Refused(429, b'{"retry_after":1,"ok":false,'
                           b'"error":"rate_limited"}')

    def text(self, value, most):
        if not well(value, "type", "text", "emoji", "verbatim"):
            self.refuse("invalid_blocks")
        kind, text = value.get("type"), value.get("text")
        if kind not in ("plain_text", "mrkdwn") or not text or (
                len(text) > most) or ("emoji" in value) != (
                kind == "plain_text"):
            self.refuse("invalid_blocks")
        # & < > stand for themselves only as entities; a mention is ours.
        bare = re.sub(r"&(amp|lt|gt);", "", text)
        if kind == "mrkdwn":
            bare = re.sub(r"<@[A-Z0-9]+>", "", bare)
            bare = re.sub(r"<https?://[^<>|&]+\|[^<>|&]+>", "", bare)
        if re.search("[&<>]", bare):
            self.refuse("invalid_blocks")
        return len(text)

    def block(self, block):
        if block.get("type") == "header":
            if block["text"]["type"] != "plain_text":
                self.refuse("invalid_blocks")
            return self.text(block["text"], 150)
        if block.get("type") == "section":
            return self.text(block["text"], 3000)
        if block.get("type") == "context" and len(block["elements"]) <= 10:
            return sum(self.text(e, 3000) for e in block["elements"])
        self.refuse("invalid_blocks")

    def check(self, value, body, query):
        if not well(value, "text", "blocks", "mrkdwn"):
            self.refuse("invalid_payload")
        if not value.get("text"):
            self.refuse("no_text")
        if len(value.get("blocks", [])) > 50:
            self.refuse("invalid_blocks")
        if sum(map(self.block, value.get("blocks", []))) > 13200:
            self.refuse("msg_blocks_too_long")

    def whom(self, value):
        marked = " ".join(re.findall(r'"mrkdwn", "text": "([^"]*)"',
                                     json.dumps(value)))
        return re.findall(r"<([@!][^>]+)>", marked)


class Mattermost(Robot):
    success = 200, b"ok"
    windows = ((1, 20),)

    def refuse(self, why):
        raise Refused(400, json.dumps({
            "id": "web.incoming_webhook.parse.app_error", "message": why,
            "status_code": 400}).encode())

    def gone(self):
        raise Refused(400, b'{"id":"web.incoming_webhook.invalid.app_error",'
                           b'"message":"Invalid webhook","status_code":400}')

    def too_fast(self):
        raise Refused(429, b"limit exceeded")

    def check(self, value, body, query):
        if not well(value, "text", "username"):
            self.refuse("unknown member")
        if not value.get("text", "").strip():
            self.refuse("No text specified.")
        if len(value["text"]) > 16383:
            self.refuse("too long")

    def whom(self, value):
        return re.findall(r"(?<![\w\\])@[\w.-]+", value["text"])


class Wecom(Robot):
    success = 200, b'{"errcode":0,"errmsg":"ok"}'
    windows = ((60, 20),)

    def refuse(self, why):
        code = {"json": 47001, "empty": 44004, "type": 40008}.get(why, 40058)
        raise Refused(200, json.dumps(
            {"errcode": code, "errmsg": why}).encode())

    def gone(self):
        raise Refused(200, b'{"errcode":93000,"errmsg":"invalid webhook url"}')

    def too_fast(self):
        raise Refused(200, b'{"errcode":45009,"errmsg":"api freq out of '
                           b'limit"}')

    def check(self, value, body, query):
        if value.get("msgtype") != "markdown":
            self.refuse("type")
        if not well(value, "msgtype", "markdown"):
            self.refuse("unknown member")
        content = value["markdown"].get("content", "")
        if not content.strip():
            self.refuse("empty")
        if len(content.encode()) > 4096:
            self.refuse("markdown.content exceed max length 4096")

    def whom(self, value):
        return re.findall(r"<@[^>]*>", value["markdown"]["content"])


class Dingtalk(Robot):
    success = 200, b'{"errcode":0,"errmsg":"ok"}'
    windows = ((60, 20),)
    blocked_until = 0

    def say(self, code, words):
        raise Refused(200, json.dumps(
            {"errcode": code, "errmsg": words}).encode())

    def refuse(self, why):
        self.say({"content-type": 43004, "long": 460101}.get(why, 40035), why)

    def gone(self):
        self.say(300005, "token is not exist")

    def check_rate(self):
        if self.now() < self.blocked_until:
            self.limited += 1
            self.say(130101, "send too fast, exceed 20 times per minute")
        super().check_rate()

    def too_fast(self):
        self.blocked_until = self.now() + 600
        self.say(130101, "send too fast, exceed 20 times per minute")

    def check_sign(self, query):
        stamp = query.get("timestamp", "0")
        if abs(int(stamp) / 1000 - self.now()) > 3600:
            self.say(310000, "invalid timestamp")
        mine = base64.b64encode(hmac.new(
            self.secret.encode(), f"{stamp}\n{self.secret}".encode(),
            hashlib.sha256).digest()).decode()
        if query.get("sign") != mine:
            self.say(310000, "sign not match")

    def check(self, value, body, query):
        if self.secret:
            self.check_sign(query)
        if not self.says_keyword(body):
            self.say(310000, "keywords not in content")
        if len(body) > 20000:
            self.refuse("long")
        if value.get("msgtype") != "markdown" or not well(
                value, "msgtype", "markdown", "at"):
            self.refuse("msgtype")
        if not value["markdown"].get("title") or not value["markdown"].get(
                "text"):
            self.refuse("title and text")

    def whom(self, value):
        at = value.get("at", {})
        rung = ["all"] if at.get("isAtAll") else []
        for one in at.get("atMobiles", []) + at.get("atUserIds", []):
            if f"@{one}" in value["markdown"]["text"]:
                rung.append(one)
        return rung


class Feishu(Robot):
    success = 200, b'{"code":0,"msg":"success","data":{}}'
    windows = ((60, 100), (1, 5))
    TEXTS = ("plain_text", "lark_md")

    def say(self, code, words, status=200):
        raise Refused(status, json.dumps(
            {"code": code, "msg": words, "data": {}}).encode())

    def refuse(self, why):
        self.say(9499, "Bad Request", 400) if why == "json" else self.say(
            11246, why)

    def gone(self):
        self.say(19001, "param invalid: incoming webhook access token invalid")

    def too_fast(self):
        self.say(11232, "frequency limited")

    def check_sign(self, value):
        stamp = value.pop("timestamp", "0")
        mine = base64.b64encode(hmac.new(
            f"{stamp}\n{self.secret}".encode(), b"",
            hashlib.sha256).digest()).decode()
        if (value.pop("sign", None) != mine or
                abs(int(stamp) - self.now()) > 3600):
            self.say(19021, "sign match fail or timestamp is not within one "
                            "hour from current time")

    def element(self, element):
        texts = [element.get("text")] if element.get(
            "tag") == "div" else element.get("elements", [])
        if element.get("tag") not in ("div", "note") or not texts:
            self.refuse("unknown element")
        for text in texts:
            if text["tag"] not in self.TEXTS or not text["content"]:
                self.refuse("bad text")

    def check(self, value, body, query):
        if self.secret:
            self.check_sign(value)
        if not self.says_keyword(body):
            self.say(19024, "Key Words Not Found")
        if len(body) > 20 * 1024:
            self.refuse("too long")
        if value.get("msg_type") != "interactive" or not well(
                value, "msg_type", "card"):
            self.refuse("msg_type")
        card = value["card"]
        if not card["header"]["title"]["content"] or not card["elements"]:
            self.refuse("empty card")
        for element in card["elements"]:
            self.element(element)

    def whom(self, value):
        marked = [e["text"]["content"] for e in value["card"]["elements"]
                  if e["tag"] == "div" and e["text"]["tag"] == "lark_md"]
        return re.findall(r"<at id=([^>]*)>", " ".join(marked))


class Teams(Robot):
    success = 202, b""
    windows = ((1, 4),)

    def refuse(self, why):
        raise Refused(400, json.dumps({"error": {
            "code": "InvalidRequestContent", "message": why}}).encode())

    def gone(self):
        raise Refused(400, b'{"error":{"code":"WorkflowTriggerIsNotEnabled",'
                           b'"message":"Could not execute workflow"}}')

    def too_fast(self):
        raise Refused(429, b"")

    def element(self, element, mentions):
        if element["type"] == "TextBlock":
            at = re.findall(r"<at>.*?</at>", element["text"])
            if not element.get("wrap") or set(at) - set(mentions):
                self.refuse("TextBlock")
        elif element["type"] == "RichTextBlock":
            for run in element["inlines"]:
                if run["type"] != "TextRun" or not run["text"] or (
                        "\n" in run["text"]) or (
                        run.get("selectAction", {"type": "Action.OpenUrl"})
                        ["type"] != "Action.OpenUrl"):
                    self.refuse("TextRun")
        else:
            self.refuse("unknown element")

    def check(self, value, body, query):
        if len(body) > 24000:      # 28 KB as Teams counts
            self.refuse("too long")
        if value.get("type") != "message" or not value.get("attachments"):
            self.refuse("no attachments")
        for attachment in value["attachments"]:
            card = attachment["content"]
            if attachment["contentType"] != (
                    "application/vnd.microsoft.card.adaptive") or (
                    card["type"] != "AdaptiveCard" or
                    card["version"] > "1.4" or not card["body"]):
                self.refuse("no card")
            mentions = [e["text"] for e in card["msteams"].get("entities", [])]
            for element in card["body"]:
                self.element(element, mentions)

    def whom(self, value):
        return [entity["mentioned"]["id"]
                for attachment in value["attachments"]
                for entity in attachment["content"]["msteams"].get(
                    "entities", [])]


KINDS = {kind.__name__.lower(): kind for kind in (
    Dingtalk, Feishu, Mattermost, Slack, Teams, Wecom)}
