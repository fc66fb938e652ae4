import Foundation
import Postgres

/// What a summary tells: the open tasks that somebody sees, the gravest first.
///
/// Statement D2-34: all that are open, not only what is new; of more than fit, how many there are besides.
struct TaskSummary: Equatable, Sendable {
    let tasks: [OpenTask]
    /// How many there are, shown or not.
    let total: Int

    /// How many are listed at most.
    static let maximum = 100
    /// The list of a template.
    static let list = "tasks"
    /// What a template may name.
    static let placeholders: Set<String> = [list, "count", "taskList", "account"]

    /// The lines of the list.
    var lines: [String] {
        let rest = total - tasks.count
        return tasks.map(\.line) + (rest > 0 ? ["… and \(rest) more"] : [])
    }

    /// The values of the template besides.
    ///
    /// - Parameter origin: what the portal's links begin with.
    func values(origin: String) -> [String: String] {
        [
            "count": total == 1 ? "One task is open" : "\(total) tasks are open",
            "taskList": origin + "/tasks", "account": origin + "/settings/account",
        ]
    }
}

/// A task as a mail tells it.
struct OpenTask: Equatable, Sendable {
    let severity: String
    let type: String
    let figure: Int64?
    /// In days since 1970-01-01.
    let dueOn: Int32?
    let customer: String
    let product: String?

    /// Reads a row; nil where it isn't one of a task.
    init?(_ rows: ResultRows, _ row: Int) {
        guard let severity = rows.text(row, 1), let type = rows.text(row, 2), let customer = rows.text(row, 5) else {
            return nil
        }
        self.init(
            severity: severity, type: type, figure: rows.int8(row, 3), dueOn: rows.date(row, 4), customer: customer,
            product: rows.text(row, 6))
    }

    init(severity: String, type: String, figure: Int64?, dueOn: Int32?, customer: String, product: String?) {
        self.severity = severity
        self.type = type
        self.figure = figure
        self.dueOn = dueOn
        self.customer = customer
        self.product = product
    }

    /// One line, in the words of the portal's list of tasks.
    var line: String { "\(customer): \(what) (\(severity.lowercased()))" }

    private var what: String {
        let number = figure ?? 0
        let days = number == 1 ? "1 day" : "\(number) days"
        let product = product ?? "a product"
        return switch type {
        case "CONTRACT_RENEWAL": dueOn.map { "contract ends on \(Self.written($0))" } ?? "contract ends in \(days)"
        case "LICENCE_CAPACITY": "\(number) % of \(product) is used"
        case "INACTIVE_PRODUCT": "\(product) not used for \(days)"
        case "INACTIVE_SCANNER": "scanner silent for \(days)"
        case "FAILED_SCANS": number == 1 ? "1 scan of \(product) failed" : "\(number) scans of \(product) failed"
        default: "something to look at"
        }
    }

    private static func written(_ day: Int32) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "d MMMM yyyy"
        return formatter.string(from: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
}
