import Testing

@testable import Outbound

@Suite("Fields of forms and addresses")
struct FormTextTests {
    private static let texts: [(String, String)] = [
        ("plain-._~09AZ", "plain-._~09AZ"), ("a b", "a%20b"), ("a+b&c=d", "a%2Bb%26c%3Dd"), ("ü", "%C3%BC"),
        ("\r\n", "%0D%0A"), ("", ""), ("%", "%25"),
    ]

    @Test("everything but letters, digits and four signs is escaped", arguments: texts)
    func escaped(text: String, written: String) {
        #expect(FormText.escaped(text) == written)
    }

    @Test("fields are joined in their order")
    func joined() {
        let fields = [OutboundRequest.FormField("b", "1&2"), OutboundRequest.FormField("a", "")]
        #expect(FormText.written(fields) == "b=1%262&a=")
        #expect(OutboundRequest("https://a.example", form: fields).body == "b=1%262&a=")
        #expect(OutboundRequest("https://a.example").body == nil)
    }
}
