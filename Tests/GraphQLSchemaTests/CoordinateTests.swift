import GraphQLLanguage
import GraphQLSchema
import Testing

@Suite("2.14 Schema coordinates: resolving") struct CoordinateTests {
    /// The example of the specification, with an interface, a union and a scalar besides.
    static let sdl = """
        type Query {
          "Finds."
          searchBusiness(criteria: SearchCriteria!): [Business]
        }

        input SearchCriteria {
          name: String = "x"
          filter: SearchFilter @deprecated
        }

        enum SearchFilter {
          OPEN_NOW
          DELIVERS_TAKEOUT
          VEGETARIAN_MENU
        }

        type Business implements Named {
          id: ID
          name: String
          email: String @private(scope: "loggedIn")
        }

        interface Named { name: String }
        union Thing = Business
        scalar Money
        directive @private(scope: String!) on FIELD_DEFINITION
        """

    private func printed(_ coordinate: String) throws -> String? {
        let schema = try schema(Self.sdl)
        return try schema.element(at: SchemaCoordinate(coordinate)).map(schema.printed)
    }

    @Test(
        "L15 Every kind of element of the specification's table is found, built-in ones too",
        arguments: [
            ("SearchFilter", "enum SearchFilter {\n  OPEN_NOW\n  DELIVERS_TAKEOUT\n  VEGETARIAN_MENU\n}"),
            ("Business.name", "name: String"), ("Named.name", "name: String"),
            ("SearchCriteria.filter", "filter: SearchFilter @deprecated"),
            ("SearchCriteria.name", "name: String = \"x\""),
            ("SearchFilter.OPEN_NOW", "OPEN_NOW"),
            (
                "Query.searchBusiness",
                "\"\"\"Finds.\"\"\"\nsearchBusiness(criteria: SearchCriteria!): [Business]"
            ),
            ("Query.searchBusiness(criteria:)", "criteria: SearchCriteria!"),
            ("@private", "directive @private(scope: String!) on FIELD_DEFINITION"),
            ("@private(scope:)", "scope: String!"),
            ("Money", "scalar Money"), ("Thing", "union Thing = Business"),
            ("@skip(if:)", "if: Boolean!"), ("@deprecated(reason:)", "reason: String! = \"No longer supported\""),
        ])
    func found(coordinate: String, text: String) throws {
        let printed = try printed(coordinate)
        #expect(printed == text || printed?.hasSuffix("\n" + text) == true)
    }

    @Test("L15 A built-in scalar is an element") func builtInScalar() throws {
        #expect(try printed("String")?.hasSuffix("scalar String") == true)
    }

    @Test(
        "L15 What its container doesn't have is nothing, and no error",
        arguments: [
            "Unknown", "@unknown", "Business.unknown", "SearchFilter.CLOSED", "SearchCriteria.unknown",
            "Query.searchBusiness(unknown:)", "@private(unknown:)", "Business.__typename", "Query.__schema", "__Type",
            "openNow",
        ])
    func absent(coordinate: String) throws {
        #expect(try printed(coordinate) == nil)
    }

    @Test(
        "L15 A container that isn't there, or can't contain it, is an error in the words of the reference",
        arguments: [
            ("Unknown.field", "Expected \"Unknown\" to be defined as a type in the schema."),
            ("Unknown.field(a:)", "Expected \"Unknown\" to be defined as a type in the schema."),
            ("__Type.fields", "Expected \"__Type\" to be defined as a type in the schema."),
            ("Thing.name", "Expected \"Thing\" to be an Enum, Input Object, Object or Interface type."),
            ("Money.name", "Expected \"Money\" to be an Enum, Input Object, Object or Interface type."),
            ("SearchFilter.OPEN_NOW(a:)", "Expected \"SearchFilter\" to be an object type or interface type."),
            ("SearchCriteria.name(a:)", "Expected \"SearchCriteria\" to be an object type or interface type."),
            (
                "Business.unknown(a:)",
                "Expected \"unknown\" to exist as a field of type \"Business\" in the schema."
            ),
            ("@unknown(a:)", "Expected \"unknown\" to be defined as a directive in the schema."),
        ])
    func errors(coordinate: String, message: String) throws {
        let error = #expect(throws: GraphQLError.self) { try printed(coordinate) }
        #expect(error?.message == message)
    }
}
