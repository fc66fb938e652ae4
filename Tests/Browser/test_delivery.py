"""What the first pages cost on the wire, and the headers that guard them."""
import re
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER

REQUESTS = 24


@pytest.fixture
def sent(page):
    """Every request of the page. Shortcuts load after the page is there and don't count."""
    paths = []
    page.on("request", lambda request: paths.append(urlparse(request.url).path))
    return lambda: [path for path in paths if not path.endswith(("/keys.js", "/help.js", "/dialog.js", "/icon.svg"))]


def test_the_sign_in_needs_few_requests(portal, page, sent):
    portal.open("/partner/login")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(sent()) <= REQUESTS, sent()


@pytest.mark.parametrize(("path", "sign"), [
    ("/", ".number__value"), ("/customers", ".row-link"), ("/invoices", ".row-link"), ("/settings/users", ".row-link"),
])
def test_a_first_screen_needs_few_requests_before_its_data(signed_in, page, sent, path, sign):
    """What comes below it, and is asked for once the data is there, doesn't count."""
    before = []

    def answered(response):
        is_data = re.search(r"query (?!Viewer|Profile|HomeFigures)", response.request.post_data or "")
        if is_data and not before:
            before.extend(sent())

    page.on("response", answered)
    signed_in(ADMIN).open(path)
    expect(page.locator(sign).first).to_be_visible()
    assert 0 < len(before) <= REQUESTS, before


def test_the_first_page_has_its_bytes(portal, page):
    portal.open("/partner/login")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sizes = page.evaluate("performance.getEntriesByType('resource').map((e) => [e.name, e.encodedBodySize])")
    scripts = sum(size for name, size in sizes if name.endswith(".js"))
    styles = sum(size for name, size in sizes if name.endswith(".css"))
    # 30 kB before there were a kit, keys, an audit, assigning and users to administer, 32 before there were mails, their
    # links and places to give, 34 before customers and the users of portals were managed, 35.2 before access was
    # explained, one saw the own sessions, changed the own profile and had a second factor, 37 before people were erased
    # and passwords handed over, 37.5 before one signed in elsewhere and viewed as somebody else, and 42 before requests
    # were run as somebody: the page knows every document, and 30 bytes are the least that one takes.
    assert 0 < scripts <= 42_400
    assert 0 < styles <= 15_000


def test_nothing_of_other_screens_is_loaded(portal, page, sent):
    portal.open("/partner/login")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not [path for path in sent() if "/explorer/" in path or path.endswith(("customers.js", "operator-home.js"))]


def test_the_page_is_checked_again_and_its_parts_are_kept(page, portal):
    answers = {}
    page.on("response", lambda response: answers.update({urlparse(response.url).path: response.headers}))
    portal.open("/partner/login")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert answers["/partner/login"]["cache-control"] == "no-cache"
    parts = {path: headers for path, headers in answers.items() if path.startswith("/assets/")}
    assert parts and all("immutable" in headers["cache-control"] for headers in parts.values())


def test_the_policy_lets_nothing_inline_and_no_markup_from_text(page, portal):
    response = page.goto(portal.base_url + "/partner/login")
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
                 "require-trusted-types-for 'script'", "trusted-types 'none'"):
        assert rule in policy
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("who", "path", "sign"), [
    (ADMIN, "/", ".panel .chart"), (BUYER, "/", ".number__value"), (ADMIN, "/customers", ".row-link"),
])
def test_a_first_screen_moves_nothing(signed_in, page, who, path, sign):
    page.add_init_script("""globalThis.moved = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.moved += entry.value;
    }).observe({type: 'layout-shift', buffered: true})""")
    signed_in(who).open(path)
    expect(page.locator(sign).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") <= 0.02
