import GraphQLLanguage

extension TypeChecker {
    /// The query root is there, roots are objects, and no two are the same.
    ///
    /// Spec: 3.3.1 Root Operation Types.
    mutating func checkRoots() {
        if system.roots[.query] == nil {
            report("Query root type must be provided.", Array(system.locations.prefix(1)))
        }
        for kind in OperationKind.allCases {
            guard let root = system.roots[kind] else { continue }
            if case .object? = system.types[root.name] { continue }
            let isOptional = kind == .query ? "" : " if provided"
            report(
                "\(kind.title) root type must be Object type\(isOptional), it cannot be \(root.name).",
                [root.location])
        }
        checkRootsDiffer()
    }

    private mutating func checkRootsDiffer() {
        let roots = OperationKind.allCases.compactMap { kind in system.roots[kind].map { (kind, $0) } }
        for (index, (kind, root)) in roots.enumerated() {
            guard let (earlier, other) = roots[..<index].first(where: { $0.1.name == root.name }) else { continue }
            report(
                "All root types must be different, \"\(root.name)\" type is used as \(earlier.rawValue) and"
                    + " \(kind.rawValue) root type.",
                [other.location, root.location])
        }
    }
}

extension OperationKind {
    fileprivate var title: String { defaultTypeName }
}
