import Portal

/// Why the program can't do what it was asked for; each says what to do.
enum InstallationError: Error, Equatable, CustomStringConvertible {
    case filesNotFound([String])
    case demonstrationElsewhere
    case noPassword
    case unhealthy(Int)

    var description: String {
        switch self {
        case .filesNotFound(let folders):
            "schema.graphql was not found in \(folders.joined(separator: ", ")). Run portico where it is, or set "
                + "PORTICO_FILES to its folder."
        case .demonstrationElsewhere:
            "DATABASE_URL is set, so this could be a real installation. Set DEMO=1 to load demonstration data there."
        case .noPassword:
            "A password needs at least \(UserAdministration.minimumPassword) characters. Give it on standard input."
        case .unhealthy(let count): count == 1 ? "One thing needs attention." : "\(count) things need attention."
        }
    }
}
