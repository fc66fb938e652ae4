/// What happens to a private cluster, for the log.
public enum ClusterEvent: Sendable, Equatable, CustomStringConvertible {
    /// The data folder is being made.
    case making(String)
    /// A server that a killed predecessor left behind is being stopped.
    case recovering(process: Int32)
    /// It takes connections.
    case started(process: Int32)
    /// It ended without being asked to.
    case died(process: Int32)
    /// An attempt to start it failed; the next one comes by itself.
    case failed(String)
    /// It was stopped.
    case stopped

    /// One line.
    public var description: String {
        switch self {
        case .making(let folder): "making a private database in \(folder)"
        case .recovering(let process): "stopping the private database that a killed server left behind (\(process))"
        case .started(let process): "the private database is up (\(process))"
        case .died(let process): "the private database ended unexpectedly (\(process)) and is started again"
        case .failed(let reason): "the private database did not start and is tried again: \(reason)"
        case .stopped: "the private database was stopped"
        }
    }
}
