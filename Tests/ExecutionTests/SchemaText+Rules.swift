import Access

/// The product's schema with some of its rules gone.
extension SchemaText {
    /// A line of the schema, the element that it belongs to, and the line as it lets everybody in, if it has a rule.
    private struct Line {
        let coordinate: String
        let text: String
        let opened: String?
    }

    private static let lines = Result { () throws in
        var type = ""
        var coordinate = ""
        return try SchemaText().text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if let head = line.prefixMatch(of: /(type|interface|input|enum) (\w+)/) {
                type = String(head.2)
                coordinate = type
            } else if let field = line.prefixMatch(of: #/  (\w+)/#) {
                coordinate = "\(type).\(field.1)"
            }
            let rule = /@auth\([^)]*\)(?: @inPerson)?|@signedIn/
            guard line.contains(rule), !line.hasPrefix("directive ") else {
                return Line(coordinate: coordinate, text: String(line), opened: nil)
            }
            // Inputs have no word for everybody.
            let everybody = RuleTier(coordinate) == .inputs ? everyRole : "@public"
            return Line(
                coordinate: coordinate, text: String(line), opened: String(line.replacing(rule, with: everybody)))
        }
    }

    private static var everyRole: String {
        let scopes = APIScope.allCases.map(\.rawValue).joined(separator: ", ")
        return "@auth(roles: [\(Role.allCases.map(\.rawValue).joined(separator: ", "))], apiScope: [\(scopes)])"
    }

    /// The elements that @auth or @signedIn stands at, in the schema's order.
    static var coordinatesWithRules: [String] {
        get throws { try lines.get().filter { $0.opened != nil }.map(\.coordinate) }
    }

    /// The schema without the rules of elements that a filter refuses: everybody is let in there.
    static func keepingRules(_ isKept: (String) -> Bool) throws -> SchemaText {
        // Nobody who isn't signed in sees a connection: reports would have no field left.
        let reports = ["ReportingPeriod", "Usage", "UsageReading", "ContractValue"]
        let keepsReports = reports.allSatisfy { isKept("\($0)Connection") }
        return try changed { line in
            guard let opened = line.opened, !isKept(line.coordinate) else { return line.text }
            return keepsReports && line.coordinate == "Reports"
                ? opened.replacing("@public", with: "@signedIn") : opened
        }
    }

    /// The schema in which everybody who sees a type sees all its rows.
    static func withoutRowRule(of type: String) throws -> SchemaText {
        try changed { line in
            line.coordinate == type
                ? line.text.replacing(/@(assigned|scope)\([^)]*\)/, with: "@scope(by: GLOBAL)") : line.text
        }
    }

    private static func changed(_ change: (Line) -> String) throws -> SchemaText {
        var schema = try SchemaText()
        schema.text = try lines.get().map(change).joined(separator: "\n")
        return schema
    }
}
