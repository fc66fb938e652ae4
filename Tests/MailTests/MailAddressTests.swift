import Testing

@testable import Mail

@Suite("Addresses of mails") struct MailAddressTests {
    @Test(
        "An address is something, one @ and something, without what would have to be quoted",
        arguments: [
            ("nina@nordlys.test", true), ("n+1.o'neil@nordlys.test", true), ("ægir@dæmi.is", true), ("a@b", true),
            ("", false), ("@", false), ("a@", false), ("@b", false), ("a@b@c", false), ("a b@c", false),
            ("a@b\r\nRCPT TO:<x@y>", false), ("a\n@b", false), ("a@b\0", false), ("<a@b>", false), ("a@b>", false),
            ("a,c@b", false), ("a;c@b", false), ("\"a\"@b", false), ("a\u{2028}@b", false), ("a\u{202E}@b", false),
            ("a(x)@b", false), ("\u{A0}a@b", false), (String(repeating: "a", count: 254) + "@b", false),
        ])
    func addresses(text: String, isAddress: Bool) {
        #expect((MailAddress(address: text) != nil) == isAddress)
    }

    @Test(
        "A name may stand before an address in brackets",
        arguments: [
            ("Portico <no-reply@example.com>", "Portico", "no-reply@example.com"),
            ("\"Portico AS\" <a@b>", "Portico AS", "a@b"), ("a@b", "", "a@b"), ("<a@b>", "", "a@b"),
        ])
    func named(text: String, name: String, address: String) throws {
        let read = try #require(MailAddress(text))
        #expect(read.name == name && read.address == address)
    }

    @Test("Nothing else is read", arguments: ["Portico", "Portico <>", "Portico <a@b", "Portico a@b", "<a@b> x", ""])
    func nothingElse(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test("A name brings no line, nothing invisible and nothing that turns the writing around")
    func names() throws {
        let name = "Nina\r\nBcc: all@x.test\t\u{202E}Lund\u{0}"
        #expect(try #require(MailAddress(name: name, address: "a@b")).name == "Nina Bcc: all@x.test Lund")
    }
}
