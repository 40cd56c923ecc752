"""A Minew server: tokens that end, codes in answers of success, failures of single tags, a log of what was drawn."""

import json
from dataclasses import dataclass, field
from hashlib import md5

from tests.wire.scripted_server import Answer, Reply, Request, json_reply

USER, PASSWORD = "kiosk", "canary-password"


@dataclass
class MinewServer:
    """`codes` answers calls in their stead, once each; `nested` puts lists under `data`."""

    labels: dict[str, dict[str, object]] = field(default_factory=dict)
    goods: dict[str, dict[str, object]] = field(default_factory=dict)
    logs: list[dict[str, object]] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    instead: list[Answer] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    logins: int = 0
    token: str = "none"
    nested: bool = False
    unknown_fields: set[str] = field(default_factory=set)

    def add(self, mac: str, **fields: object) -> None:
        self.labels[mac] = {"mac": mac, "isOnline": "2", "battery": 88, "screenSize": 7.5, **fields}

    def draws(self, mac: str, result: object = "1") -> None:
        log = {"id": str(len(self.logs) + 1), "labelMac": mac, "actionType": "3", "result": result}
        self.logs.insert(0, log)

    def __call__(self, request: Request) -> Answer:
        if self.instead:
            return self.instead.pop(0)
        if request.path == "/apis/action/login":
            return self._login(json.loads(request.body))
        if request.headers.get("token") != self.token:
            return json_reply({"code": 14002, "msg": "token expired"})
        if self.codes:
            return json_reply({"code": self.codes.pop(0), "msg": "no"})
        match request.path:
            case "/apis/esl/goods/updateToStore":
                return self._update(json.loads(request.body))
            case "/apis/esl/label/cascadQuery":
                page, size = int(request.query["page"]), int(request.query["size"])
                return self._list(list(self.labels.values()), page, size)
            case "/apis/esl/logs/queryList":
                query = json.loads(request.body)
                mine = [log for log in self.logs if log["labelMac"] == query["labelMac"]]
                return self._list(mine, query["currentPage"], query["pageSize"])
            case _:
                return Reply(status=404)

    def _login(self, body: dict[str, str]) -> Answer:
        word = md5(PASSWORD.encode(), usedforsecurity=False).hexdigest()
        if body != {"username": USER, "password": word}:
            return json_reply({"code": 13001, "msg": "wrong password"})
        self.logins += 1
        self.token = f"canary-token-{self.logins}"
        return json_reply({"code": 200, "msg": "success", "data": {"token": self.token}})

    def _update(self, body: dict[str, object]) -> Answer:
        if self.unknown_fields & body.keys():
            return json_reply({"code": 5000, "msg": "undefined field"})
        self.goods[str(body["id"])] = body
        return json_reply({"code": 200, "msg": "success", "data": self.failing})

    def _list(self, rows: list[dict[str, object]], page: int, size: int) -> Answer:
        items = rows[(page - 1) * size : page * size]
        listed = {"items": items, "totalNum": len(rows)}
        return json_reply({"code": 200, "msg": "success", **({"data": listed} if self.nested else listed)})
