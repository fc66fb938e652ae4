public import Access
import GraphQLLanguage
import GraphQLSchema
public import Planning

/// `schema.graphql`, read and found whole: the types, who may see them, and where they are.
public struct LoadedSchema: Sendable {
    /// Who may see what; with the schema itself.
    public let policy: AccessPolicy
    /// What each audience sees of it.
    public let visible: VisibleSchemas
    /// Where everything lives.
    public let mapping: Mapping

    /// Reads the program's schema.
    ///
    /// - Throws: ``SchemaFaults`` with everything that is wrong, each with its line and column.
    public init(text: [UInt8], name: String = "schema.graphql") throws(SchemaFaults) {
        let source = Source(bytes: text, name: name)
        let document: Document
        do { document = try Document.parse(source) } catch {
            let place = source.location(of: error.offset)
            throw SchemaFaults(faults: ["\(name):\(place.line):\(place.column): \(error.message)"])
        }
        let schema: Schema
        do { schema = try Schema.build(from: document) } catch {
            throw SchemaFaults(faults: error.errors.map { Self.line($0, in: name) })
        }
        do { policy = try AccessPolicy(schema: schema) } catch { throw SchemaFaults(faults: ["\(error)"]) }
        do { visible = try VisibleSchemas(policy: policy) } catch { throw SchemaFaults(faults: ["\(name): \(error)"]) }
        do { mapping = try Mapping(policy: policy) } catch { throw SchemaFaults(faults: ["\(error)"]) }
    }

    /// Refuses a database that lacks what the schema speaks of.
    ///
    /// - Throws: ``SchemaFaults`` with everything that is missing.
    public func check(against catalogue: Catalogue) throws(SchemaFaults) {
        let faults = mapping.faults(against: catalogue, policy: policy)
        if !faults.isEmpty { throw SchemaFaults(faults: faults.map(\.description)) }
    }

    private static func line(_ error: GraphQLError, in name: String) -> String {
        guard let place = error.locations.first else { return "\(name): \(error.message)" }
        return "\(name):\(place.line):\(place.column): \(error.message)"
    }
}

/// Everything that is wrong with the program's schema.
public struct SchemaFaults: Error, Equatable, Sendable, CustomStringConvertible {
    /// One line for each fault, with file, line and column.
    public let faults: [String]

    /// All faults, one a line.
    public var description: String { faults.joined(separator: "\n") }
}
