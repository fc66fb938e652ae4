import Testing

@testable import PortalHTTP

@Suite("Media types") struct NegotiationTests {
    @Test(
        "The answer's type follows Accept",
        arguments: [
            ([], "application/json"),
            (["*/*"], "application/json"),
            (["application/*"], "application/json"),
            (["application/json"], "application/json"),
            (["application/graphql-response+json"], "application/graphql-response+json"),
            (["application/graphql-response+json; charset=utf-8"], "application/graphql-response+json"),
            (["application/graphql-response+json;charset=UTF-8"], "application/graphql-response+json"),
            (["application/graphql-response+json, application/json"], "application/graphql-response+json"),
            (["application/json, application/graphql-response+json"], "application/graphql-response+json"),
            (["application/graphql-response+json;q=0.5, application/json"], "application/json"),
            (["application/graphql-response+json, application/json;q=0.9"], "application/graphql-response+json"),
            (["application/graphql-response+json, */*;q=0.1"], "application/graphql-response+json"),
            (["application/graphql-response+json, */*"], "application/graphql-response+json"),
            (["application/json, */*"], "application/json"),
            (["application/json, text/plain, */*"], "application/json"),
            (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "application/json"),
            (["text/html", "application/json"], "application/json"),
            (["APPLICATION/JSON"], "application/json"),
            (["application/json;q=0, */*"], "application/graphql-response+json"),
            (["application/*;q=0.2, application/json;q=0.1"], "application/graphql-response+json"),
            (["application/json;q=0.123"], "application/json"),
            (["application/json ; q=1"], "application/json"),
            (["application/json;profile=\"a,b;c\", text/html"], "application/json"),
            (["nonsense"], "application/json"),
        ])
    func accepted(accept: [String], expected: String) {
        #expect(ResponseType.negotiate(accept)?.rawValue == expected)
    }

    @Test(
        "Where neither type is wanted, there is none",
        arguments: [
            "text/html", "application/xml", "image/*", "application/json;q=0", "*/*;q=0",
            "application/json;q=0, application/graphql-response+json;q=0.000", "text/event-stream",
        ])
    func unacceptable(accept: String) {
        #expect(ResponseType.negotiate([accept]) == nil)
    }

    @Test(
        "A media type is read with its parameters",
        arguments: [
            ("application/json", "application/json", []),
            ("Application/JSON; Charset=UTF-8", "application/json", ["charset=UTF-8"]),
            ("text/plain;a=\"b;c\\\"d\";e=f", "text/plain", ["a=b;c\"d", "e=f"]),
            ("text/plain;;", "text/plain", []),
        ] as [(Substring, String, [String])])
    func mediaType(text: Substring, name: String, parameters: [String]) throws {
        let type = try #require(MediaType(text))
        #expect(type.name == name)
        #expect(type.parameters.map { "\($0.name)=\($0.value)" } == parameters)
    }

    @Test(
        "Anything else is no media type",
        arguments: ["", "json", "a/b/c", "/json", "application/", "a b/c", "application/json;charset", "é/json"])
    func noMediaType(text: String) {
        #expect(MediaType(Substring(text)) == nil)
    }
}
