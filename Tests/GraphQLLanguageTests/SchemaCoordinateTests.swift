import GraphQLLanguage
import Testing

@Suite("2.14 Schema coordinates: grammar") struct SchemaCoordinateTests {
    @Test(
        "L15 Each form is read and written back as it was",
        arguments: [
            ("Business", SchemaCoordinate.type("Business")),
            ("Business.name", .member(type: "Business", name: "name")),
            ("SearchFilter.OPEN_NOW", .member(type: "SearchFilter", name: "OPEN_NOW")),
            ("Query.searchBusiness(criteria:)", .argument(type: "Query", field: "searchBusiness", name: "criteria")),
            ("@private", .directive("private")),
            ("@private(scope:)", .directiveArgument(directive: "private", name: "scope")),
            ("_.__typename(on:)", .argument(type: "_", field: "__typename", name: "on")),
        ])
    func forms(text: String, coordinate: SchemaCoordinate) throws {
        #expect(try SchemaCoordinate(text) == coordinate)
        #expect(coordinate.description == text)
    }

    @Test(
        "L15 Anything else is refused where it goes wrong, in the words of the reference",
        arguments: [
            ("▸", "Expected Name, found <EOF>."), ("@▸", "Expected Name, found <EOF>."),
            ("T.▸", "Expected Name, found <EOF>."), ("T.f▸.g", "Expected <EOF>, found \".\"."),
            ("T▸(a:)", "Expected <EOF>, found \"(\"."), ("@d▸.f", "Expected <EOF>, found \".\"."),
            ("T.f(▸)", "Expected Name, found \")\"."), ("T.f(▸:)", "Expected Name, found \":\"."),
            ("T.f(a▸)", "Expected \":\", found \")\"."), ("T.f(a:▸", "Expected \")\", found <EOF>."),
            ("T.f(a:▸b)", "Expected \")\", found Name \"b\"."), ("T.f(a:)▸x", "Expected <EOF>, found Name \"x\"."),
            ("@▸@d", "Expected Name, found \"@\"."), ("@d(a:)▸:", "Expected <EOF>, found \":\"."),
            ("T▸ .f", "Invalid character: \" \"."), ("▸ T", "Invalid character: \" \"."),
            ("T.f(a:▸ )", "Invalid character: \" \"."), ("T▸\n", "Invalid character: U+000A."),
            ("T▸,", "Invalid character: \",\"."), ("T▸#c", "Invalid character: \"#\"."),
            ("T.▸1", "Invalid character: \"1\"."), ("T▸é", "Invalid character: U+00E9."),
            ("▸💩", "Invalid character: U+1F4A9."), ("▸\u{FEFF}T", "Invalid character: U+FEFF."),
        ])
    func refused(marked: String, message: String) {
        let parts = marked.split(separator: "▸", omittingEmptySubsequences: false)
        let error = #expect(throws: SyntaxError.self) { try SchemaCoordinate(parts.joined()) }
        #expect(error?.message == "Syntax Error: " + message)
        #expect(error?.offset == parts.first?.utf8.count)
    }
}
