import Access
import GraphQLLanguage
import GraphQLSchema

/// A small schema with every kind of rule.
enum TestPolicy {
    static let directives = """
        directive @auth(roles: [Role!]!, permission: Permission, apiScope: [ApiScope!], onDeny: Deny! = HIDE) repeatable \
        on OBJECT | INTERFACE | FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ENUM_VALUE
        directive @public on OBJECT | INTERFACE | FIELD_DEFINITION
        directive @signedIn on OBJECT | INTERFACE | FIELD_DEFINITION
        directive @assigned(via: String!) on OBJECT
        directive @scope(by: Scope!, via: String) on OBJECT
        directive @table(name: String!) on OBJECT | INPUT_OBJECT
        directive @column(name: String!) on FIELD_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        directive @relation(via: String!) on FIELD_DEFINITION
        directive @sum on FIELD_DEFINITION
        directive @count(distinct: String!) on FIELD_DEFINITION
        enum Role { OPERATOR ADMIN USER MARKETING PORTAL_ADMIN PORTAL_USER INTEGRATION }
        enum Permission { BILLING TECHNICAL USERS }
        enum ApiScope { ME_READ CUSTOMERS_READ MSSP_REPORT_READ RESELLER_REPORT_READ }
        enum Deny { HIDE NULL REJECT }
        enum Scope { ORGANIZATION PARTNERSHIP DELIVERY SELF OPERATOR GLOBAL }

        """

    static func make(_ types: String) throws -> AccessPolicy {
        try AccessPolicy(schema: Schema.build(from: Document.parse(Source(directives + types, name: "test"))))
    }

    static let company = """
        type Query @public {
          company(id: ID!, secret: String @auth(roles: [ADMIN])): Company @auth(roles: [ADMIN, USER])
          companies(filter: CompanyFilter, orderBy: [CompanyOrder!]): [Company!]! @signedIn
          open: Int @public
        }
        interface Named @signedIn { name: String! @auth(roles: [ADMIN, USER, MARKETING]) }
        type Company implements Named @auth(roles: [ADMIN, USER, MARKETING, INTEGRATION, PORTAL_USER], \
        permission: BILLING, apiScope: CUSTOMERS_READ) @assigned(via: "id") {
          id: ID!
          name: String!
          creditLimit: Int @auth(roles: [ADMIN], onDeny: NULL)
          notes: String @auth(roles: [ADMIN])
          margin: Int @auth(roles: [ADMIN], onDeny: REJECT)
          friend: Company @auth(roles: [ADMIN, MARKETING])
          report: Int @auth(roles: [INTEGRATION], apiScope: [MSSP_REPORT_READ, CUSTOMERS_READ]) \
        @auth(roles: [ADMIN, INTEGRATION], apiScope: [CUSTOMERS_READ, RESELLER_REPORT_READ])
          owner: Owner @auth(roles: [ADMIN, MARKETING])
        }
        type Owner @signedIn @scope(by: GLOBAL) { name: String! }
        input OwnerFilter { name: String }
        type CompanyTotal @signedIn {
          name: String!
          notes: String
          creditLimit: Int! @sum
          noteCount: Int! @count(distinct: "notes")
          friend: Company
          companies: Int! @count(distinct: "id")
        }
        input CompanyFilter {
          name: String creditLimit: Int notes: String owner: OwnerFilter
        }
        input CompanyOrder { field: CompanyOrderField! }
        enum CompanyOrderField { NAME CREDIT_LIMIT NOTES }
        """
}
