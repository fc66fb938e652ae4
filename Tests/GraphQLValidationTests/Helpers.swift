import GraphQLLanguage
import GraphQLSchema

@testable import GraphQLValidation

let shopSDL = """
    directive @once on FIELD | QUERY
    directive @often(n: Int!) repeatable on FIELD
    type Query {
      customer(id: ID!): Customer
      customers(first: Int = 20, filter: Filter, order: [Order!]): [Customer!]!
      node(id: ID!): Node
      any: Any
      loop: Query
    }
    type Mutation { rename(id: ID!, name: String): Customer }
    type Subscription { changed: Customer created: Customer }
    interface Node { id: ID! }
    type Customer implements Node { id: ID! name: String status: Status invoices: [Invoice!]! }
    type Invoice implements Node { id: ID! total: Int! customer: Customer }
    union Any = Customer | Invoice
    enum Status { ENABLED DISABLED }
    enum Order { NAME STATUS }
    input Filter { name: String status: Status and: [Filter!] one: One }
    input One @oneOf { a: String b: Int }
    """

let shop: Result<Schema, any Error> = Result {
    try Schema.build(from: Document.parse(Source(shopSDL)))
}

/// The errors of a document, one line each: `line:column … message`.
func errors(_ query: String, options: ValidationOptions = .reference) throws -> [String] {
    do {
        _ = try validate(Document.parse(Source(query)), against: shop.get(), options: options)
        return []
    } catch let errors as ValidationErrors {
        return errors.errors.map { error in
            (error.locations.map(\.description) + [error.message]).joined(separator: " ")
        }
    }
}

/// The operation of a valid document.
func operation(_ query: String, named name: String? = nil) throws -> ValidOperation {
    try validate(Document.parse(Source(query)), against: shop.get()).operation(named: name)
}
