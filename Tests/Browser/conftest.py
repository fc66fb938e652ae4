"""One browser, one server, a context a test. Every test fails on whatever the console or the policy complains about.

PORTICO_BINARY names the server to start; PORTICO_URL one that runs already, for work on the front.
SLOW=1 makes network and browser slow: a test that goes on before the page does fails then, and not only on a bad day.
"""
import datetime
import os
import zoneinfo

import pytest

from portico_server import PASSWORD, program, running

ADMIN = "admin@nordlys.test"
USER = "user@nordlys.test"
MARKETING = "marketing@nordlys.test"
BUYER = "admin@leadhaus.test"
OPERATOR = "operator@portico.test"
PORTAL = "fjord"
PORTAL_ADMIN = "admin@fjord.test"
PORTAL_USER = "user@fjord.test"
DOORS = {OPERATOR: "/admin/login", PORTAL_ADMIN: f"/portal/{PORTAL}", PORTAL_USER: f"/portal/{PORTAL}"}


def days_ago(count):
    """The day so many days before today, where the company of the demonstration is."""
    return (datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Oslo")).date() - datetime.timedelta(count)).isoformat()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture(scope="session")
def binary():
    """The program, for tests that start a server of their own."""
    if os.environ.get("PORTICO_URL"):
        pytest.skip("PORTICO_URL names the one server to test")
    return program()


@pytest.fixture(scope="session")
def base_url(request):
    if url := os.environ.get("PORTICO_URL"):
        yield url
        return
    with running(request.getfixturevalue("binary")) as server:
        yield server.url


@pytest.fixture(autouse=True)
def complaints(request):
    """What the page complained about. A test that provokes a complaint asserts on it, then clears the list."""
    if "page" not in request.fixturenames:
        yield []
        return
    page, found = request.getfixturevalue("page"), []
    page.on("console", lambda said: found.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    is_ours = "net::ERR_ABORTED"  # a request that the page itself gave up
    page.on("requestfailed", lambda sent: found.append(sent.url) if sent.failure != is_ours else None)
    page.add_init_script("addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective))")
    yield found
    assert not found, found


@pytest.fixture(autouse=True)
def pace(request):
    """With SLOW, every answer takes 150 ms longer and every script four times as long."""
    if not os.environ.get("SLOW") or "page" not in request.fixturenames:
        return
    page = request.getfixturevalue("page")
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    browser.send("Network.emulateNetworkConditions",
                 {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1})
    browser.send("Emulation.setCPUThrottlingRate", {"rate": 4})


class Portal:
    """The page with the steps that many tests take."""

    def __init__(self, page, base_url):
        self.page, self.base_url = page, base_url

    def open(self, path):
        self.page.goto(self.base_url + path)

    def submit(self, email, password=PASSWORD):
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def sign_in(self, email):
        self.open(DOORS.get(email, "/partner/login"))
        self.submit(email)
        self.page.wait_for_url(lambda url: "/login" not in url)

    def ask(self, query, variables=None, realm="PARTNER"):
        """Asks the API as the person who is signed in; returns the whole answer."""
        return self.page.evaluate(
            """async ({query, variables, realm}) => (await fetch('/graphql', {
                method: 'POST', body: JSON.stringify({query, variables}),
                headers: {'content-type': 'application/json', 'portico-realm': realm},
            })).json()""",
            {"query": query, "variables": variables or {}, "realm": realm},
        )


@pytest.fixture
def portal(page, base_url):
    return Portal(page, base_url)


@pytest.fixture(scope="session")
def sessions(browser, base_url, browser_context_args):
    """Signs everybody in once: hashing a password is slow on purpose, and attempts are counted."""
    kept = {}

    def session(email):
        if email not in kept:
            context = browser.new_context(**browser_context_args)
            Portal(context.new_page(), base_url).sign_in(email)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return session


@pytest.fixture
def signed_in(portal, sessions):
    """Opens the portal as somebody who has signed in before."""

    def start(email):
        portal.page.context.add_cookies(sessions(email)["cookies"])
        return portal

    return start
