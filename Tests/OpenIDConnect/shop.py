"""A web application that signs its users in with OpenID Connect, written after Authlib's documentation."""

import threading

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, jsonify, url_for
from werkzeug.serving import make_server


class Shop:
    """Runs inside a `with`, on a free port. Its pages are JSON."""

    def __init__(self, server, client_id, secret=None, secret_in=None):
        app = Flask("shop")
        app.secret_key = "only the session's"
        self.client = OAuth(app).register(
            "sim",
            client_id=client_id,
            client_secret=secret,
            server_metadata_url=f"{server}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": secret_in or "none",
            },
        )

        @app.get("/login")
        def login():
            return self.client.authorize_redirect(url_for("callback", _external=True))

        @app.get("/callback")
        def callback():
            try:
                self.token = self.client.authorize_access_token()
            except OAuthError as error:
                return jsonify(error=error.error, description=error.description), 403
            return jsonify(claims=self.token["userinfo"], info=self.client.userinfo(token=self.token))

        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self.start = f"{self.url}/login"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
