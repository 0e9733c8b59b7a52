"""Signs in to applications. The arguments are the simulator's base URL and the path of the command line."""

import logging
import sys

import requests
from authlib.integrations.base_client import OAuthError

from apache import Apache
from people import Browser, Desktop
from shop import Shop

server, program = sys.argv[1:]
desktop = Desktop(program)
logging.getLogger("werkzeug").setLevel(logging.ERROR)


def signs_in(**shop):
    """Signs in, checks what the application received, and returns its token."""
    with Shop(server, **shop) as application:
        page = Browser(server).sign_in(application, desktop.allow)
        assert page.status_code == 200, page.text
        claims, info = page.json()["claims"], page.json()["info"]
        assert claims["amr"] == ["push"] and claims["aud"] == shop["client_id"] and claims["at_hash"], claims
        assert claims["sub"] == info["sub"] == desktop.say("enrollments")[0]["sub"], info
        assert info["email"] == "user@example.com", info
        return application.token


def a_public_client_signs_its_user_in():
    signs_in(client_id="anybody")


def a_client_with_a_secret_signs_its_user_in():
    for way in ("client_secret_basic", "client_secret_post"):
        client = {"client_id": f"shop {way}", "client_secret": "a secret: + %"}
        assert requests.post(f"{server}/sim/clients", json=client, timeout=30).status_code == 201
        signs_in(client_id=client["client_id"], secret=client["client_secret"], secret_in=way)


def a_user_who_says_no_is_not_signed_in():
    with Shop(server, client_id="anybody") as application:
        page = Browser(server).sign_in(application, lambda _: desktop.deny())
        assert page.status_code == 403 and page.json()["error"] == "access_denied", page.text


def a_callback_that_is_called_again_is_refused():
    with Shop(server, client_id="anybody") as application:
        browser = Browser(server)
        page = browser.sign_in(application, desktop.allow)
        again = browser.go(page.url)
        # The application has dropped the state by then, so it does not ask its server.
        assert again.status_code == 403 and again.json()["error"] == "mismatching_state", again.text


def a_code_that_was_stolen_buys_nothing():
    with Shop(server, client_id="anybody") as application:
        page = Browser(server).sign_in(application, desktop.allow)
        code = dict(pair.split("=") for pair in page.url.split("?")[1].split("&"))["code"]
        for verifier in ("a" * 43, None):
            try:
                application.client.fetch_access_token(
                    code=code, redirect_uri=f"{application.url}/callback", code_verifier=verifier)
                raise AssertionError("the server took a code twice")
            except OAuthError as error:
                assert error.error == "invalid_grant", error
        bearer = {"Authorization": f"Bearer {application.token['access_token']}"}
        assert requests.get(f"{server}/users-srv/userinfo", headers=bearer, timeout=30).status_code == 401


def a_certified_client_signs_its_user_in():
    with Apache(server) as application:
        page = Browser(server).sign_in(application, desktop.allow)
        assert page.status_code == 200 and page.text == application.page, page.text


for story in (
    a_public_client_signs_its_user_in,
    a_client_with_a_secret_signs_its_user_in,
    a_user_who_says_no_is_not_signed_in,
    a_callback_that_is_called_again_is_refused,
    a_code_that_was_stolen_buys_nothing,
    a_certified_client_signs_its_user_in,
):
    story()
    print("ok:", story.__name__.replace("_", " "), flush=True)
