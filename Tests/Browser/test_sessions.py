"""Where one is signed in, on each side, and how one ends what one doesn't know: on a server of its own, for sessions
that others use are ended here."""
import pytest
from playwright.sync_api import expect

from conftest import ADMIN, OPERATOR, PORTAL_ADMIN, Portal
from portico_server import running, sign_in

ACCOUNTS = [(ADMIN, "/settings/account", ()), (OPERATOR, "/admin/account", ("OPERATOR",)),
            (PORTAL_ADMIN, "/portal/fjord/account", ("PORTAL", "fjord"))]


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def door(page, server):
    return Portal(page, server.url)


def sessions(page):
    return page.get_by_role("region", name="Where you are signed in")


def rows(page):
    return sessions(page).get_by_role("listitem")


@pytest.mark.parametrize("email, path, realm", ACCOUNTS)
def test_whoever_is_signed_in_elsewhere_sees_it_and_ends_it(server, door, page, browser, browser_context_args,
                                                           email, path, realm):
    server.sql("DELETE FROM session; DELETE FROM sign_in_attempt")
    with browser.new_context(**{**browser_context_args, "user_agent":
                                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}) as there:
        other = Portal(there.new_page(), server.url)
        other.sign_in(email)
        for _ in range(2):
            sign_in(server.url, email, *realm)
        door.sign_in(email)
        page.wait_for_url(lambda url: "login" not in url)
        door.open(path)
        expect(rows(page)).to_have_count(4)
        here = rows(page).filter(has_text="Chrome on Linux")
        expect(here).to_contain_text("This one")
        expect(here.get_by_role("button")).to_have_count(0)
        elsewhere = rows(page).filter(has_text="Firefox on Linux")
        expect(elsewhere).to_contain_text("127.0.0.1")
        elsewhere.get_by_role("button", name="Sign out Firefox on Linux").click()
        expect(page.get_by_text("Signed out: Firefox on Linux.")).to_be_visible()
        expect(rows(page)).to_have_count(3)
        expect(sessions(page).get_by_role("list")).to_be_focused()
        other.page.reload()
        expect(other.page.get_by_role("button", name="Sign in")).to_be_visible()
    sessions(page).get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("2 other sessions are ended.")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(sessions(page).get_by_role("button")).to_have_count(0)
    page.reload()
    expect(rows(page)).to_have_count(1)


def test_a_session_that_another_ends_is_out_with_its_next_step(server, door, page, complaints):
    server.sql("DELETE FROM session; DELETE FROM sign_in_attempt")
    door.sign_in(ADMIN)
    door.open("/settings/account")
    expect(rows(page)).to_have_count(1)
    server.sql("UPDATE session SET revoked_at = now()")
    page.get_by_role("link", name="Customers", exact=True).click()
    page.wait_for_url("**/partner/login*")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert all("401" in said for said in complaints)
    complaints.clear()


def test_what_went_wrong_is_told_and_the_list_stays(server, door, page):
    server.sql("DELETE FROM session; DELETE FROM sign_in_attempt")
    sign_in(server.url, ADMIN)
    door.sign_in(ADMIN)
    door.open("/settings/account")
    expect(rows(page)).to_have_count(2)
    error = {"message": "The database is busy.", "extensions": {"code": "UNAVAILABLE"}}
    page.route("**/graphql", lambda route: route.fulfill(json={"errors": [error]}))
    sessions(page).get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_role("alert").filter(has_text="busy")).to_be_visible()
    expect(rows(page)).to_have_count(2)
    page.unroute("**/graphql")
    sessions(page).get_by_role("button", name="Sign out everywhere else").click()
    expect(rows(page)).to_have_count(1)


@pytest.mark.parametrize("steps_on", [True, False])
def test_a_sign_in_holds_in_its_network_and_says_so(binary, page, complaints, steps_on):
    """D0-26, G-15: in another network, what the browser carries is refused, and one signs in anew."""
    with running(binary, PORTICO_TRUSTED_PROXIES="127.0.0.1") as server:
        door = Portal(page, server.url)
        door.sign_in(ADMIN)
        door.open("/settings/account")
        expect(rows(page)).to_have_count(1)
        page.wait_for_load_state("networkidle")
        page.context.set_extra_http_headers({"X-Forwarded-For": "192.0.2.7"})
        if steps_on:
            page.get_by_role("link", name="Customers", exact=True).click()
        else:
            door.open("/customers")
        page.wait_for_url("**/partner/login?next=*customers*")
        expect(page.get_by_role("status").filter(has_text="another network")).to_be_visible()
        page.context.set_extra_http_headers({})
        door.submit(ADMIN)
        page.wait_for_url("**/customers")
        assert all("401" in said for said in complaints)
        complaints.clear()
        door.open("/settings/audit")
        entry = page.get_by_role("row").filter(has_text="Sign-in refused").first
        expect(entry).to_contain_text("192.0.2.7")
