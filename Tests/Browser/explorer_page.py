"""The explorer's page with the steps that its tests take."""
from playwright.sync_api import expect


class Explorer:
    def __init__(self, page):
        self.page = page
        self.query = page.get_by_role("textbox", name="Query", exact=True)
        self.variables = page.get_by_role("textbox", name="Variables")
        self.status = page.locator(".response__status")
        self.verdict = page.locator(".pane__verdict")
        self.tree = page.get_by_role("tree", name="Answer")

    def write(self, query, variables=None):
        self.query.fill(query)
        if variables is not None:
            self.variables.fill(variables)
        self.query.focus()

    def type(self, text):
        """Types as people do, into an empty editor."""
        self.query.fill("")
        self.query.press_sequentially(text)

    def run(self):
        self.page.get_by_role("button", name="Run", exact=True).click()

    def run_by_key(self):
        self.page.keyboard.press("Control+Enter")

    def is_valid(self):
        expect(self.verdict).to_have_text("Valid")

    def is_checked(self):
        expect(self.page.locator(".verdict:not(:has-text('Checking'))")).to_be_visible()

    def proposals(self):
        return self.page.get_by_role("option").locator(".proposal__label")


def open_explorer(portal, page, path="/explorer"):
    if portal:
        portal.open(path)
    explorer = Explorer(page)
    expect(page.get_by_role("heading", name="Explorer")).to_be_visible()
    expect(explorer.query).to_be_visible()
    return explorer
