/// How far the loading of the demonstration is, told after each batch of rows.
public struct DemonstrationProgress: Sendable, Equatable {
    /// The customers loaded until now.
    public let customers: Int
    /// All customers that will be there in the end.
    public let totalCustomers: Int
    /// The rows of all tables loaded until now.
    public let rows: Int
}

/// Why the demonstration isn't loaded; nothing of it was kept then.
public enum DemonstrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database holds data that the demonstration hasn't made and would remove.
    case notADemonstration(what: String)
    /// The scale is below 0 or above `Demonstration.maximumScale`.
    case badScale(Int)

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .notADemonstration(let what):
            "This database holds \(what) that the demonstration did not make. Loading it would remove them: use an "
                + "empty database."
        case .badScale(let scale):
            "\(scale) is no scale: give a whole number from 0 to \(Demonstration.maximumScale)."
        }
    }
}
