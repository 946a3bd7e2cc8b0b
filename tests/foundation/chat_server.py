"""A chat server on this machine that speaks the protocols of WeCom, DingTalk and Feishu, and refuses what they refuse.

It keeps what it was sent: `calls` everything, `inbox` what a person would see. It checks secrets, tokens and
signatures, knows who works here, drops what the real ones drop as repeated, and can be busy, gone, or slow.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET, ROBOT_SECRET, ROBOT_KEY = "s3cret-of-the-application", "SEC-of-the-robot", "key-of-the-robot"
PEOPLE = {"K10001", "K10010", "ou_leader", "ou_agent"}
PATIENCE = 90
Json = dict[str, Any]


@dataclass
class Chat:
    """What the server knows and has got."""

    address: str = ""
    tokens: dict[str, int] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    inbox: list[tuple[str, Json]] = field(default_factory=list)
    # The next answers, whatever is asked: (status, body, headers).
    next_answers: list[tuple[int, Json, dict[str, str]]] = field(default_factory=list)
    # Called with the path before (and after) a call is dealt with: a test waits here to kill somebody.
    before: Callable[[str], None] = lambda path: None
    after: Callable[[str], None] = lambda path: None

    @property
    def sent(self) -> list[Json]:
        """The bodies of messages that came, repetitions included; without the calls for a token."""
        return [body for path, body in self.calls if "oken" not in path]

    @property
    def token_calls(self) -> int:
        """How often somebody asked for an access token."""
        return sum("oken" in path for path, _body in self.calls)

    def new_token(self) -> str:
        """One more access token; the others stay as they are."""
        token = f"token-{len(self.tokens)}"
        self.tokens[token] = 0
        return token

    def forget_tokens(self) -> None:
        """Every access token that was given out has ended."""
        self.tokens = dict.fromkeys(self.tokens, 42001)

    def deliver(self, to: str, body: Json) -> None:
        """Show it to the person, unless it is a repetition."""
        if (to, body) not in self.inbox:
            self.inbox.append((to, body))

    def servers(self) -> dict[str, str]:
        """For the setting CHAT_SERVERS."""
        return dict.fromkeys(("wecom", "dingtalk", "dingtalk_api", "feishu"), self.address)


# --- the protocols -------------------------------------------------------------------------------------


def wecom_token(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    if (query.get("corpid"), query.get("corpsecret")) != ("ww-house", SECRET):
        return {"errcode": 40001, "errmsg": "invalid credential"}
    return {"errcode": 0, "errmsg": "ok", "access_token": chat.new_token(), "expires_in": 7200}


def wecom_send(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    refused = _token_refused(chat, query.get("access_token", ""))
    if refused:
        return {"errcode": refused, "errmsg": "access_token expired"}
    if body["agentid"] != 1000002:
        return {"errcode": 40056, "errmsg": "invalid agentid"}
    if body["touser"] not in PEOPLE:
        return {"errcode": 81013, "errmsg": "user & party & tag all invalid"}
    chat.deliver(body["touser"], {body["msgtype"]: body[body["msgtype"]]})
    return {"errcode": 0, "errmsg": "ok", "msgid": f"msg-{len(chat.inbox)}"}


def dingtalk_token(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    if (body.get("appKey"), body.get("appSecret")) != ("ding-house", SECRET):
        return {"code": "invalidClientIdOrSecret", "message": "wrong client id or secret"}
    return {"accessToken": chat.new_token(), "expireIn": 7200}


def dingtalk_send(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    refused = _token_refused(chat, query.get("access_token", ""))
    if refused:
        return {"errcode": refused, "errmsg": "expired"}
    if body["userid_list"] not in PEOPLE:
        return {"errcode": 33012, "errmsg": "无效的USERID"}
    chat.deliver(body["userid_list"], body["msg"])
    return {"errcode": 0, "errmsg": "ok", "task_id": len(chat.inbox)}


def feishu_token(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    if (body.get("app_id"), body.get("app_secret")) != ("cli_house", SECRET):
        return {"code": 10014, "msg": "app secret invalid"}
    return {"code": 0, "msg": "ok", "tenant_access_token": chat.new_token(), "expire": 7200}


def feishu_send(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    if _token_refused(chat, headers.get("Authorization", "").removeprefix("Bearer ")):
        return {"code": 99991663, "msg": "Invalid access token for authorization"}
    if body["receive_id"] not in PEOPLE:
        return {"code": 99992351, "msg": "not a valid {open_id}"}
    if query["receive_id_type"] != ("open_id" if body["receive_id"].startswith("ou_") else "user_id"):
        return {"code": 230001, "msg": "invalid receive_id_type"}
    chat.deliver(body["receive_id"], {"uuid": body["uuid"], **json.loads(body["content"])})
    return {"code": 0, "msg": "success", "data": {"message_id": f"om_{len(chat.inbox)}"}}


def wecom_robot(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    if query.get("key") != ROBOT_KEY:
        return {"errcode": 93000, "errmsg": "invalid webhook url"}
    chat.deliver("group", body)
    return {"errcode": 0, "errmsg": "ok"}


def dingtalk_robot(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    moment, sign = query.get("timestamp", ""), query.get("sign", "")
    expected = hmac.new(ROBOT_SECRET.encode(), f"{moment}\n{ROBOT_SECRET}".encode(), hashlib.sha256).digest()
    late = not moment.isdigit() or abs(time.time() * 1000 - int(moment)) > 3_600_000
    if query.get("access_token") != ROBOT_KEY or late or sign != base64.b64encode(expected).decode():
        return {"errcode": 310000, "errmsg": "sign not match"}
    chat.deliver("group", body)
    return {"errcode": 0, "errmsg": "ok"}


def feishu_robot(chat: Chat, query: dict[str, str], body: Json, headers: Any) -> Json:
    moment = str(body.get("timestamp", ""))
    expected = hmac.new(f"{moment}\n{ROBOT_SECRET}".encode(), b"", hashlib.sha256).digest()
    late = not moment.isdigit() or abs(time.time() - int(moment)) > 3600
    if late or body.get("sign") != base64.b64encode(expected).decode():
        return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
    chat.deliver("group", body)
    return {"StatusCode": 0, "code": 0, "msg": "success"}


def _token_refused(chat: Chat, token: str) -> int:
    return chat.tokens.get(token, 40014)


PATHS: dict[str, Callable[[Chat, dict[str, str], Json, Any], Json]] = {
    "/cgi-bin/gettoken": wecom_token,
    "/cgi-bin/message/send": wecom_send,
    "/cgi-bin/webhook/send": wecom_robot,
    "/v1.0/oauth2/accessToken": dingtalk_token,
    "/topapi/message/corpconversation/asyncsend_v2": dingtalk_send,
    "/robot/send": dingtalk_robot,
    "/open-apis/auth/v3/tenant_access_token/internal": feishu_token,
    "/open-apis/im/v1/messages": feishu_send,
    f"/open-apis/bot/v2/hook/{ROBOT_KEY}": feishu_robot,
}


# --- the server ----------------------------------------------------------------------------------------


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._deal()

        def do_POST(self) -> None:
            self._deal()

        def _deal(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            chat.before(parts.path)
            chat.calls.append((parts.path, body))
            if chat.next_answers:
                self._answer(*chat.next_answers.pop(0))
                return
            answer = PATHS[parts.path](chat, query, body, self.headers)
            chat.after(parts.path)
            self._answer(200, answer, {})

        def _answer(self, status: int, answer: Json, headers: dict[str, str]) -> None:
            with suppress(OSError):  # whoever asked was killed
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *words: object) -> None:
            """Silence."""

    return Handler


@contextmanager
def running(port: int = 0, chat: Chat | None = None) -> Iterator[Chat]:
    """The server on a free port of the loopback address (or on `port`, after an outage)."""
    chat = chat or Chat()
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(chat))
    server.daemon_threads = True
    chat.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
