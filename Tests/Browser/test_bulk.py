"""Several rows at once: chosen in a list, asked about together, changed one after another, and told row by row.

A server of their own: they disable, remove, and end sessions.
"""
import json
import re
import uuid

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, PORTAL_ADMIN, PORTAL_USER, USER, Portal
from portico_server import ask, running, sign_in
from test_accessibility import findings

CREATE = """mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }"""
RENAME = """mutation ($id: ID!) { updateUser(input: {id: $id, name: "Somebody Else"}) { userErrors { message } } }"""
FIND = """query ($name: String!) { customers(first: 1, filter: {search: $name}) { nodes { id } } }"""
ADD = """mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { message } } }"""


@pytest.fixture(scope="module")
def server(binary):
    with running(binary) as server:
        yield server


@pytest.fixture
def users(page, server):
    """The list of users, found by a word that only those of this test have; `ids` names them."""
    door = Portal(page, server.url)
    door.sign_in(ADMIN)
    word = f"q{uuid.uuid4().hex[:8]}"
    door.ids = {}
    for name in ("Anna", "Berit", "Cato"):
        wanted = {"name": f"{name} {word}", "email": f"{name}.{word}@nordlys.test", "role": "NOTIFICATIONS"}
        door.ids[name] = door.ask(CREATE, {"input": wanted})["data"]["createUser"]["user"]["id"]
    door.word = word
    door.open(f"/settings/users?q={word}")
    expect(page.locator(".row-link")).to_have_count(3)
    yield door
    server.sql(f"delete from app_user where email like '%{word}%'")


def status_of(server, word):
    return server.sql(f"select string_agg(status, ' ' order by name) from app_user where email like '%{word}%'")


def every(page):
    return page.get_by_role("checkbox", name=re.compile("on this page$"))


def choose(page, name):
    return page.get_by_role("checkbox", name=re.compile(f"^Choose {name}"))


def part(dialog, title):
    """The rows under a title of the dialog."""
    return dialog.get_by_role("list", name=title).get_by_role("listitem")


def confirmed(request):
    """Whether a request does something, other than to ask what would come of it."""
    return json.loads(request.post_data or "{}").get("variables", {}).get("input", {}).get("confirm")


def test_d0_46_several_users_are_disabled_and_enabled_again(server, users, page):
    every(page).check()
    expect(page.get_by_role("status").filter(has_text="3 chosen")).to_be_visible()
    choose(page, "Cato").uncheck()
    expect(page.get_by_role("status").filter(has_text="2 chosen")).to_be_visible()
    assert every(page).evaluate("(box) => box.indeterminate")
    keys = []
    page.on("request", lambda sent: confirmed(sent) and keys.append(json.loads(sent.post_data)["variables"]["input"]))
    page.get_by_role("button", name="Disable 2").click()
    dialog = page.get_by_role("dialog", name="Disable 2 users?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(part(dialog, "What comes of it")).to_have_text([
        re.compile("^Anna .*gets no mails until enabled"), re.compile("^Berit .*gets no mails until enabled")])
    assert status_of(server, users.word) == "ACTIVE ACTIVE ACTIVE", "nothing happens before it is confirmed"
    dialog.get_by_role("button", name="Disable 2").click()
    expect(dialog.get_by_role("status")).to_have_text("2 of 2 done.")
    expect(dialog.get_by_role("status")).to_be_focused()
    expect(part(dialog, "2 are done")).to_have_count(2)
    assert status_of(server, users.word) == "DISABLED DISABLED ACTIVE"
    assert len({sent["idempotencyKey"] for sent in keys}) == 2
    dialog.get_by_role("button", name="Close").last.click()
    expect(page.locator("tbody .badge")).to_have_text(["Disabled", "Disabled", "Active"])
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(every(page)).to_be_focused()
    every(page).check()
    page.get_by_role("button", name="Enable 2").click()
    dialog = page.get_by_role("dialog", name="Enable 2 users?")
    expect(dialog).to_contain_text("Everybody gets back what the role allows.")
    expect(part(dialog, "1 stays as it is")).to_have_text([re.compile("^Cato .*Isn't disabled.")])
    dialog.get_by_role("button", name="Enable 2").click()
    expect(dialog.get_by_role("status")).to_contain_text("2 of 2 done.")
    dialog.get_by_role("button", name="Close").last.click()
    expect(page.locator("tbody .badge")).to_have_text(["Active", "Active", "Active"])
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_whoever_is_refused_is_told_why_and_stays_chosen(server, users, page):
    server.sql("update app_user set name = 'Ingrid Solberg " + users.word + f"' where email = '{ADMIN}'")
    try:
        page.reload()
        expect(page.locator(".row-link")).to_have_count(4)
        every(page).check()
        page.get_by_role("button", name="Remove 4").click()
        dialog = page.get_by_role("dialog", name="Remove 4 users?")
        expect(part(dialog, "1 is refused")).to_have_text([re.compile("^Ingrid .*You can't remove yourself.")])
        # Between question and answer somebody changes one of them.
        users.ask(RENAME, {"id": users.ids["Berit"]})
        dialog.get_by_role("button", name="Remove 3 for good").click()
        expect(dialog.get_by_role("status")).to_contain_text("2 of 4 done.")
        expect(part(dialog, "2 are refused")).to_have_text([
            re.compile("Somebody else has changed this user"), re.compile("You can't remove yourself.")])
        dialog.get_by_role("button", name="Close").last.click()
        expect(page.locator(".row-link")).to_have_count(2)
        expect(page.locator("tbody").get_by_role("checkbox", checked=True)).to_have_count(2)
        expect(page.get_by_role("status").filter(has_text="2 chosen")).to_be_visible()
    finally:
        server.sql(f"update app_user set name = 'Ingrid Solberg' where email = '{ADMIN}'")


def test_nobody_is_offered_to_remove_oneself_alone(server, users, page):
    users.open(f"/settings/users?q={ADMIN}")
    every(page).check()
    expect(page.get_by_role("status").filter(has_text="1 chosen")).to_be_visible()
    bar = page.get_by_role("group", name="What to do with several")
    expect(bar.get_by_role("button")).to_have_text(["Choose none"])


@pytest.mark.parametrize("way", ["Escape", "Back", "Stop"])
def test_it_is_stopped_between_two_and_goes_on(server, users, page, way):
    seen = []

    def slow(route):
        if confirmed(route.request):
            seen.append(route)
            if len(seen) == 1:
                return  # Held until the test has pressed Stop.
        route.continue_()

    # A step within the page, so that Back has somewhere to go.
    page.get_by_label("Status").select_option("ACTIVE")
    page.wait_for_url("**status=ACTIVE")
    expect(page.locator(".row-link")).to_have_count(3)
    page.route("**/graphql", slow)
    every(page).check()
    page.get_by_role("button", name="Disable 3").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Disable 3").click()
    expect(dialog.get_by_role("progressbar", name="0 of 3")).to_be_visible()
    expect(dialog.get_by_role("button", name="Stop")).to_be_focused()
    # Neither Escape nor Back loses sight of what is under way.
    if way == "Back":
        page.evaluate("history.back()")
    else:
        page.keyboard.press("Escape" if way == "Escape" else "Enter")
    expect(dialog.get_by_role("button", name="Stopping…")).to_be_visible()
    seen[0].continue_()
    expect(dialog.get_by_role("status")).to_contain_text("Stopped: 1 of 3 done.")
    expect(part(dialog, "2 weren't reached")).to_have_count(2)
    assert status_of(server, users.word) == "DISABLED ACTIVE ACTIVE"
    dialog.get_by_role("button", name="Go on with 2").click()
    expect(dialog.get_by_role("status")).to_have_text("3 of 3 done.")
    assert status_of(server, users.word) == "DISABLED DISABLED DISABLED"


def test_a_session_that_ends_half_way_says_how_far_it_came(server, users, page, complaints):
    count = [0]

    def end(route):
        if confirmed(route.request):
            count[0] += 1
            if count[0] == 2:
                server.sql(f"delete from session where user_id = (select id from app_user where email = '{ADMIN}')")
        route.continue_()

    page.route("**/graphql", end)
    every(page).check()
    page.get_by_role("button", name="Disable 3").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Disable 3").click()
    expect(dialog.get_by_role("status")).to_contain_text("Your session has ended: 1 of 3 done.")
    expect(part(dialog, "1 is done")).to_have_text([re.compile("^Anna")])
    expect(part(dialog, "2 weren't reached")).to_have_text([re.compile("^Berit"), re.compile("^Cato")])
    assert status_of(server, users.word) == "DISABLED ACTIVE ACTIVE"
    dialog.get_by_role("button", name="Close").last.click()
    page.wait_for_url("**/partner/login**")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    complaints.clear()  # The browser tells of the 401.


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_done_twice(server, users, page, complaints):
    keys = []

    def lose(route):
        if confirmed(route.request):
            keys.append(json.loads(route.request.post_data)["variables"]["input"]["idempotencyKey"])
            if len(keys) == 1:
                route.fetch()  # The server does it; its answer gets lost.
                return route.abort("connectionreset")
        route.continue_()

    page.route("**/graphql", lose)
    every(page).check()
    page.get_by_role("button", name="Disable 3").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Disable 3").click()
    expect(dialog.get_by_role("status")).to_have_text("3 of 3 done.")
    assert len(keys) == 4 and keys[0] == keys[1] and len(set(keys)) == 3
    complaints.clear()


def test_the_choice_ends_with_another_view_of_the_list(users, page):
    def chosen():
        choose(page, "Anna").check()
        expect(page.get_by_role("status").filter(has_text="1 chosen")).to_be_visible()

    none = page.get_by_role("button", name="Choose none")
    chosen()
    page.get_by_label("Status").select_option("ACTIVE")
    expect(none).to_have_count(0)
    expect(choose(page, "Anna")).not_to_be_checked()
    chosen()
    page.get_by_role("button", name=re.compile("^Name")).click()
    expect(none).to_have_count(0)
    chosen()
    page.get_by_role("searchbox").fill(f"Anna {users.word}")
    expect(none).to_have_count(0)
    expect(choose(page, "Anna")).not_to_be_checked()


def test_what_may_be_done_stays_in_sight_below_the_header(users, page):
    users.open("/settings/customers")
    every(page).check()
    bar = page.get_by_role("group", name="What to do with several")
    for size in [{"width": 1280, "height": 800}, {"width": 320, "height": 800}]:
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        expect(bar.get_by_role("button").first).to_be_in_viewport()
        below = bar.bounding_box()["y"] - page.locator(".header").bounding_box()["height"]
        assert abs(below) < 1, below
        # Whatever takes the focus is scrolled to a place that the bar doesn't hide.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        every(page).evaluate("(box) => box.focus({preventScroll: true})")
        row = page.locator(".row-link").nth(3)
        row.focus()
        assert row.bounding_box()["y"] >= bar.bounding_box()["y"] + bar.bounding_box()["height"] - 1
    # It would take all the room there is.
    page.set_viewport_size({"width": 320, "height": 400})
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(bar.get_by_role("button").first).not_to_be_in_viewport()


def test_with_the_keyboard_alone(server, users, page):
    every(page).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="3 chosen")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Disable 3")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Disable 3 users?")
    expect(dialog.get_by_role("button", name="Disable 3")).to_be_visible()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Disable 3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Disable 3")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("3 of 3 done.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(every(page)).to_be_focused()
    assert status_of(server, users.word) == "DISABLED DISABLED DISABLED"


def test_axe_finds_nothing_while_several_are_changed(users, page):
    choose(page, "Anna").check()
    assert not findings(page)
    every(page).check()
    page.get_by_role("button", name="Disable 3").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Disable 3")).to_be_visible()
    assert not findings(page)
    dialog.get_by_role("button", name="Disable 3").click()
    expect(dialog.get_by_role("status")).to_be_visible()
    assert not findings(page)


def test_d1_12_d1_14_several_customers_get_portals_lose_them_and_are_disabled(server, page):
    door = Portal(page, server.url)
    door.sign_in(ADMIN)
    word = f"w{uuid.uuid4().hex[:8]}"
    query = "{ partnerships(filter: {type: {eq: MSSP}}) { nodes { id } } }"
    place = door.ask(query)["data"]["partnerships"]["nodes"][0]["id"]
    for name in ("Alta", "Bodø"):
        wanted = {"partnershipId": place, "name": f"{name} {word}", "email": f"{word}@{name[0].lower()}.test"}
        assert door.ask(ADD, {"input": wanted})["data"]["createCustomer"]["userErrors"] == []
    door.open(f"/settings/customers?q={word}")
    expect(page.locator(".row-link")).to_have_count(2)

    def act(verb, title):
        every(page).check()
        page.get_by_role("button", name=verb, exact=True).click()
        dialog = page.get_by_role("dialog", name=title)
        expect(dialog.get_by_role("button", name=verb, exact=True)).to_be_visible()
        said = dialog.inner_text()
        dialog.get_by_role("button", name=verb, exact=True).click()
        expect(dialog.get_by_role("status")).to_contain_text("2 of 2 done.")
        dialog.get_by_role("button", name="Close").last.click()
        expect(dialog).to_have_count(0)
        return said

    def portals():
        return server.sql(f"""select string_agg(p.enabled::text, ' ') from customer_portal p
            join customer c on c.id = p.customer_id where c.name like '%{word}'""")

    expect(every(page)).to_be_visible()
    assert "is invited as its administrator" in act("Enable 2 portals", "Enable 2 portals?")
    assert portals() == "true true"
    expect(page.locator("tbody").get_by_text("Waits for")).to_have_count(2)
    assert "can sign in at the portal until" in act("Disable 2 portals", "Disable 2 portals?")
    assert portals() == "false false"
    expect(page.get_by_role("button", name="Enable the customer portal of")).to_have_count(2)
    assert "no longer counts among the active customers" in act("Disable 2", "Disable 2 customers?")
    expect(page.locator("tbody .badge").filter(has_text="Disabled")).to_have_count(4)
    act("Enable 2", "Enable 2 customers?")
    expect(page.locator("tbody .badge").filter(has_text="Enabled")).to_have_count(2)


@pytest.fixture
def guests(server):
    """Two more people of the portal, gone after the test."""
    for name in ("Aud Vik", "Bo Vik"):
        email = name.lower().replace(" ", ".") + "@fjord.test"
        server.sql(f"""insert into portal_user
            (organization_id, partnership_id, customer_id, portal_id, name, email, state, password_hash)
            select organization_id, partnership_id, customer_id, portal_id, '{name}', '{email}', 'ENABLED',
                password_hash from portal_user where email = '{PORTAL_USER}'""")
    yield
    server.sql("delete from portal_user where name like '%Vik' and email like '%.vik@fjord.test'")


@pytest.mark.parametrize("who", [PORTAL_ADMIN, USER])
def test_g_09_d3_19_several_people_of_a_portal_are_removed_and_its_admin_stays(server, guests, page, who):
    asked = []
    door = Portal(page, server.url)
    door.sign_in(who)
    page.on("request", lambda request: asked.append(request.url))
    if who == PORTAL_ADMIN:
        door.open("/portal/fjord/people?state=ENABLED")
    else:
        found = ask(server.url, FIND, {"name": "Fjord Shipping"}, sign_in(server.url, who))
        door.open(f"/customers/{found['data']['customers']['nodes'][0]['id']}?tab=portal&state=ENABLED")
    expect(page.get_by_role("row").filter(has_text="Bo Vik")).to_be_visible()
    admin = server.sql(f"select name from portal_user where email = '{PORTAL_ADMIN}'")
    choose(page, admin).check()
    bar = page.get_by_role("group", name="What to do with several")
    expect(bar.get_by_role("button")).to_have_text(["Choose none"])
    choose(page, "Aud Vik").check()
    choose(page, "Bo Vik").check()
    bar.get_by_role("button", name="Remove 3").click()
    dialog = page.get_by_role("dialog", name="Remove 3 users?")
    expect(part(dialog, "1 is refused")).to_have_text([re.compile(f"^{admin}")])
    expect(part(dialog, "What comes of it, for 2").first).to_contain_text("tells that the access has ended")
    assert not findings(page)
    dialog.get_by_role("button", name="Remove 2 for good").click()
    expect(dialog.get_by_role("status")).to_contain_text("2 of 3 done.")
    dialog.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("row").filter(has_text="Bo Vik")).to_have_count(0)
    expect(choose(page, admin)).to_be_checked()
    assert server.sql("select count(*) from portal_user where email like '%.vik@fjord.test'") == "0"
    if who == PORTAL_ADMIN:
        assert not [url for url in asked if "/screens/" in url], "nothing of a partner's is loaded"
