"""Prints the simulator's description with existing ids as examples (sign-ins at each stage, a code), and an access token.

    known.py DESCRIPTION SIM_JSON    prints {"description": …, "token": …}

Without them, almost every request would be refused for an unknown id.
"""

import base64
import hashlib
import json
import sys
from urllib.parse import parse_qs, urlsplit

import requests
import yaml

REDIRECT = "http://localhost/callback"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
AUTHORIZE = {
    "client_id": "shop", "redirect_uri": REDIRECT, "response_type": "code", "scope": "openid profile email cidaas:verification_write",
    "state": "s", "nonce": "n", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
}


class Server:
    def __init__(self, line):
        self.url = line["base_url"]
        self.ids = {name: line["enrollment"][name] for name in ("device_id", "client_id", "push_id")}
        self.sub = line["enrollment"]["sub"]

    def step(self, path, body):
        answer = requests.post(f"{self.url}/verification-srv/authentication/push/{path}", json=body, timeout=20)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def sign_in(self, *steps, request_id="request-1"):
        """The next request of the device after these steps."""
        started = last = self.step("initiation", {"usage_type": "INITIAL_AUTHENTICATION", "request_id": request_id})
        number = {"pass_code": started["push_selected_number"]}
        for step in steps:
            body = self.ids | {"exchange_id": last["exchange_id"]["exchange_id"]}
            last = self.step(step, body | (number if step == "verification" else {}))
        self.started = started
        return self.ids | {"exchange_id": last["exchange_id"]["exchange_id"]} | number

    def authorize(self):
        """The request id of an application."""
        page = requests.get(f"{self.url}/authz-srv/authz", params=AUTHORIZE, allow_redirects=False, timeout=20)
        return parse_qs(urlsplit(page.headers["Location"]).query)["requestId"][0]

    def login(self):
        """The form that ends a login for an application."""
        request_id = self.authorize()
        self.sign_in("push/acknowledge", "allow", "verification", request_id=request_id)
        return {"requestId": request_id, "verificationType": "PUSH", "sub": self.sub,
                "status_id": self.started["status_id"]}

    def setup(self, step):
        """The request of a new device that scans a link, or that enrolls after that."""
        started = requests.post(
            f"{self.url}/verification-actions-srv/setup/push/initiation", json={}, timeout=20).json()["data"]
        device = {"device_id": f"phone-{started['status_id']}", "push_id": "token",
                  "client_id": started["authenticator_client_id"], "sub": started["sub"]}
        body = device | {"exchange_id": started["exchange_id"]["exchange_id"]}
        if step == "scan":
            return body
        answer = requests.post(f"{self.url}/verification-actions-srv/setup/push/scan", json=body, timeout=20)
        body |= {"exchange_id": answer.json()["data"]["exchange_id"]["exchange_id"]}
        return body | {"pass_code": started["push_selected_number"]}

    def spare(self, value):
        """The ids of a new device, to remove it. All of them are this value."""
        ids = {name: value for name in self.ids}
        requests.post(f"{self.url}/sim/devices", json=ids | {"sub": self.sub}, timeout=20)
        return ids

    def exchange(self):
        """The form that exchanges a code for tokens."""
        answer = requests.post(
            f"{self.url}/login-srv/verification/login", data=self.login(), allow_redirects=False, timeout=20)
        code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
        return {"grant_type": "authorization_code", "client_id": "shop", "redirect_uri": REDIRECT, "code": code,
                "code_verifier": VERIFIER}


def bodies(server):
    """A valid body for each operation, by its id without the path set."""
    web = {"request_id": "request-1", "email": "someone@example.com"}
    return {
        "acknowledge": server.sign_in(),
        "allow": server.sign_in("push/acknowledge"),
        "deny": server.sign_in("push/acknowledge") | {"reason": "not me"},
        "cancel": server.sign_in() | {"reason": "too late"},
        "verify": server.sign_in("push/acknowledge", "allow"),
        "pending": server.ids | {"sub": server.sub},
        "configured": server.ids | {"sub": server.sub},
        "changePushID": server.ids | {"old_push_id": server.ids["push_id"]},
        "scan": server.setup("scan"),
        "enroll": server.setup("enroll"),
        "giveUp": {"exchange_id": server.setup("scan")["exchange_id"], "reason": "another account"},
        "unenroll": server.spare("spare"),
        "removeDevice": server.spare("another spare"),
        "methods": web,
        "initiate": web | {"usage_type": "PASSWORDLESS_AUTHENTICATION"},
        "finish": server.login(),
        "password": {"requestId": server.authorize(), "username": "anna", "password": "any"},
        "token": server.exchange(),
        "authorizeByForm": AUTHORIZE,
    }


def with_examples(api, server):
    in_paths = {
        "status_id": server.sign_in() and server.started["status_id"], "sub": server.sub, "device_id": "another spare"}
    right = {"V2": bodies(server), "": bodies(server)}
    for operations in api["paths"].values():
        for parameter in operations.get("parameters", []):
            if parameter["name"] in in_paths:
                parameter["example"] = in_paths[parameter["name"]]
        for method in set(operations) & {"get", "post", "put", "delete"}:
            # The path sets share their operations in the description, so each gets its own here.
            operation = operations[method] = json.loads(json.dumps(operations[method]))
            name = operation["operationId"]
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    parameter["example"] = AUTHORIZE.get(parameter["name"], "x")
            example = right["V2" if name.endswith("V2") else ""].get(name.removesuffix("V2"))
            if example:
                for content in operation["requestBody"]["content"].values():
                    content["example"] = example
    authorize = api["paths"]["/authz-srv/authz"]["get"]
    authorize["parameters"] = [x for x in authorize["parameters"] if x["name"] not in ("prompt", "response_mode")]
    # Addresses that are not on this machine are refused, so valid ones have to be tried, too.
    api["components"]["schemas"]["RedirectURI"]["pattern"] = r"^http://(127\.0\.0\.1|localhost)(:[0-9]{1,4})?/[a-z]*$"
    # An armed fault would change the answers, so the requests to arm one only name a step that does not exist.
    api["components"]["schemas"]["FaultRequest"]["properties"]["step"] = {"enum": ["none"]}
    # In the same way, a missing route would.
    without = api["paths"]["/sim/without"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    without["properties"]["route"] = {"enum": ["none"]}
    return api


description, sim_json = sys.argv[1:]
server = Server(json.load(open(sim_json)))
# Only a registered application may ask for a token that starts an enrollment.
assert requests.post(f"{server.url}/sim/clients", json={"client_id": "shop"}, timeout=20).status_code == 201
token = requests.post(f"{server.url}/token-srv/token", data=server.exchange(), timeout=20).json()["access_token"]
api = with_examples(yaml.safe_load(open(description)), server)
json.dump({"description": api, "token": token}, sys.stdout)
