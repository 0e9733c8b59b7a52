"""A web server that signs its users in with OpenID Connect: Apache's mod_auth_openidc, which the OpenID Foundation has
certified. Only a user who was signed in by a push sees its page."""

import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

CONFIGURATION = """
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
User www-data
Group www-data
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authn_core_module {modules}/mod_authn_core.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule authz_user_module {modules}/mod_authz_user.so
LoadModule auth_openidc_module {modules}/mod_auth_openidc.so
DocumentRoot {folder}/pages
OIDCProviderMetadataURL {server}/.well-known/openid-configuration
OIDCClientID apache
OIDCProviderTokenEndpointAuth none
OIDCPKCEMethod S256
OIDCScope "openid email"
OIDCRemoteUserClaim email
OIDCCryptoPassphrase only-the-session's
OIDCRedirectURI http://127.0.0.1:{port}/callback
<Location />
    AuthType openid-connect
    Require claim amr:push
</Location>
"""


class Apache:
    """Runs inside a `with`."""

    page = "Welcome inside."

    def __init__(self, server):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.start = f"http://127.0.0.1:{port}/welcome.txt"
        self.folder = pathlib.Path(tempfile.mkdtemp())
        # If root starts it, it serves as another user, who must be able to read this folder.
        self.folder.chmod(0o755)
        (self.folder / "pages").mkdir()
        (self.folder / "pages" / "welcome.txt").write_text(self.page)
        (self.folder / "conf").write_text(CONFIGURATION.format(
            folder=self.folder, port=port, server=server, modules="/usr/lib/apache2/modules"))
        self.port = port

    def __enter__(self):
        command = ["/usr/sbin/apache2", "-f", self.folder / "conf", "-D", "FOREGROUND"]
        self.running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.1)
        raise AssertionError(f"Apache does not listen: {(self.folder / 'error.log').read_text()}")

    def __exit__(self, *_):
        self.running.terminate()
        self.running.wait(timeout=60)
        shutil.rmtree(self.folder)
