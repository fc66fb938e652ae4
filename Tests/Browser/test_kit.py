"""The partner kit: cards by kind, the address, files that are what the API says, and whose business it is."""
import hashlib

import pytest
from playwright.sync_api import expect

from conftest import ADMIN, BUYER, MARKETING, PORTAL_ADMIN

ALL = "{ partnerKit(first: 100) { totalCount nodes { id title kind locale fileName sha256 } } }"


@pytest.fixture
def kit(signed_in, page):
    """Opens the kit as somebody; gives what the API lists."""
    def show(who=MARKETING, query=""):
        portal = signed_in(who)
        portal.open(f"/kit{query}")
        expect(page.get_by_role("heading", name="Partner kit")).to_be_visible()
        return portal.ask(ALL)["data"]["partnerKit"]
    return show


def test_every_asset_of_the_api_is_a_card_under_its_kind(kit, page):
    told = kit()
    expect(page.locator(".kit__card")).to_have_count(told["totalCount"])
    for section in page.locator(".kit").all():
        kind = section.get_attribute("aria-labelledby").removeprefix("kind-")
        shown = sorted(section.locator("h3").all_inner_texts())
        assert shown == sorted(asset["title"] for asset in told["nodes"] if asset["kind"] == kind)


def test_a_file_is_saved_under_its_name_with_the_bytes_of_its_digest(kit, page):
    told = kit()
    for asset in told["nodes"]:
        with page.expect_download() as saved:
            page.locator(f'a[href="/kit/{asset["id"]}/{asset["fileName"]}"]').click()
        assert saved.value.suggested_filename == asset["fileName"]
        with open(saved.value.path(), "rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == asset["sha256"]


def test_kind_language_and_words_stand_in_the_address_and_narrow_the_cards(kit, page):
    told = kit()
    page.get_by_label("Kind").select_option("DATASHEET")
    page.wait_for_url("**/kit?kind=DATASHEET")
    sheets = [asset for asset in told["nodes"] if asset["kind"] == "DATASHEET"]
    expect(page.locator(".kit__card")).to_have_count(len(sheets))
    page.get_by_label("Language").select_option("de")
    page.wait_for_url("**/kit?kind=DATASHEET&locale=de")
    expect(page.locator(".kit__card h3")).to_have_text(["System- und Netzwerksicherheit"])
    page.get_by_label("Search the partner kit").fill("nothing like it")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".kit__card")).to_have_count(told["totalCount"])
    page.go_back()
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


def test_D2_11_marketing_lands_in_the_kit_and_partners_see_what_is_theirs(kit, portal, page):
    portal.sign_in(MARKETING)
    page.wait_for_url("**/kit")
    expect(page.locator(".kit__card").first).to_be_visible()
    page.get_by_role("banner").get_by_role("link").first.click()
    page.wait_for_url("**/kit")
    titles = {who: {asset["title"] for asset in kit(who)["nodes"]} for who in (MARKETING, ADMIN, BUYER)}
    assert titles[MARKETING] < titles[ADMIN]
    assert titles[BUYER] - titles[ADMIN] == {"How to win a lead"}


def test_whoever_may_not_have_a_file_meets_what_whoever_asks_for_none_does(kit, signed_in, page):
    told = kit(BUYER)
    path = next(f"/kit/{a['id']}/{a['fileName']}" for a in told["nodes"] if a["title"] == "How to win a lead")
    assert page.request.get(path).status == 200
    page.context.clear_cookies()
    answers = [page.request.get(one) for one in (path, "/kit/nothing/here.txt")]
    portal = signed_in(PORTAL_ADMIN)
    answers.append(portal.page.request.get(path))
    portal.page.context.clear_cookies()
    signed_in(ADMIN)
    answers.append(page.request.get(path))
    assert {(answer.status, answer.text()) for answer in answers} == {(404, "There is nothing here.\n")}


def test_a_failure_says_so_and_tries_again(signed_in, page, complaints):
    portal = signed_in(MARKETING)
    error = {"message": "Busy.", "extensions": {"code": "UNAVAILABLE", "requestId": "req-1"}}
    page.route("**/graphql", lambda route: route.fulfill(status=503, json={"errors": [error]})
               if "Kit" in (route.request.post_data or "") else route.continue_())
    portal.open("/kit")
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".kit__card").first).to_be_visible()
    complaints[:] = [text for text in complaints if "status of 503" not in text]
