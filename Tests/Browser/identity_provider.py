"""A real OpenID provider on a free port: it asks for a name and lets everybody in whom the test made known."""
import threading
import urllib.error
import urllib.parse
import urllib.request
import warnings
from contextlib import contextmanager

from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import oidc_provider_mock
    from oidc_provider_mock import User

ALLOWED = {"PORTICO_OUTBOUND_ALLOW": "127.0.0.1"}


class Provider:
    def __init__(self, port, *people):
        self.issuer = f"http://127.0.0.1:{port}"
        self.people = people

    def answer(self, authorization_url, subject, **form):
        """Signs in as a subject, as its page does, and gives the query that leads back."""
        body = urllib.parse.urlencode({"sub": subject} | form).encode()
        opener = urllib.request.build_opener(_Stop)
        try:
            opener.open(urllib.request.Request(authorization_url, body), timeout=30)
        except urllib.error.HTTPError as redirect:
            return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(redirect.headers["location"]).query))
        raise AssertionError("the provider sent nobody back")


class _Stop(urllib.request.HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *_):
        return None


def person(subject, email, name, **claims):
    return User(sub=subject, claims={"email": email, "name": name} | claims)


@contextmanager
def provider(*people):
    # Told twice which nonces and codes are whose, the provider needs the loopback's address: `localhost` has two.
    application = oidc_provider_mock.app(require_nonce=True, user_claims=people)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Provider(server.server_port, *people)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
