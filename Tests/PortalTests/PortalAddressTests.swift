import GraphQLSchema
import Testing

@testable import Portal

@Suite("The address of a portal") struct PortalAddressTests {
    @Test(
        "D1-18 is made of the customer's name in whatever script, of a length that holds, and never a word of ours",
        arguments: [
            ("Fjord Shipping AS", "fjord-shipping-as"), ("Ålesund Mühle & Söhne", "alesund-muhle-sohne"),
            ("Smørrebrød Æther Straße", "smorrebrod-aether-strasse"), ("Łódź Żółw", "lodz-zolw"),
            ("Северный ветер", "severnyj-veter"), ("Ελλάδα", "ellada"), ("O'Brien’s  Pub", "obriens-pub"),
            ("  3M  ", "3m-portal"), ("A", "a-portal"), ("!!!", "customer"), ("🦊", "customer"),
            ("Login", "login-portal"),
            ("www", "www-portal"), ("Sign In", "sign-in-portal"), ("--a--b--c--", "a-b-c"),
            (String(repeating: "ab ", count: 40), String(repeating: "ab-", count: 19) + "ab"),
            (String(repeating: "x", count: 61), String(repeating: "x", count: 60)),
        ])
    func made(name: String, address: String) {
        #expect(PortalAddress.made(of: name) == address)
        var errors: [UserError] = []
        #expect(PortalAddress.read("slug", ["slug": .string(address)], &errors) == address)
        #expect(errors.isEmpty)
    }

    @Test("東京 becomes letters that anybody can type")
    func japanese() {
        let address = PortalAddress.made(of: "東京警備")
        #expect(address.allSatisfy { $0.isASCII } && address.utf8.count >= 3, "\(address)")
    }

    @Test(
        "that somebody chooses is refused where it couldn't be one",
        arguments: [
            "", "ab", "a b c", "-abc", "abc-", "a--b", "æther", "abc/def", "abc.def", "a_b", "login", "Portal ",
            String(repeating: "x", count: 61), "abc\u{0}",
        ])
    func refused(text: String) {
        var errors: [UserError] = []
        _ = PortalAddress.read("slug", ["slug": .string(text)], &errors)
        #expect(errors.map(\.code) == [.badInput])
        #expect(errors.first?.field == "slug")
    }

    @Test("is trimmed and in small letters; left out, it's none, and null isn't one")
    func normalized() {
        var errors: [UserError] = []
        #expect(PortalAddress.read("slug", ["slug": .string(" Fjord-2 ")], &errors) == "fjord-2")
        #expect(PortalAddress.read("slug", InputObject(), &errors) == nil)
        #expect(errors.isEmpty)
        #expect(PortalAddress.read("slug", ["slug": .null], &errors) == nil)
        #expect(errors.count == 1)
    }

    @Test("every word of ours is one that somebody could choose but for that")
    func reserved() {
        for word in PortalAddress.reserved where word.utf8.count >= 3 {
            #expect(PortalAddress.made(of: word) == "\(word)-portal")
        }
    }
}
