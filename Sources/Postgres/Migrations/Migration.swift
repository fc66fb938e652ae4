import Foundation

/// One step of the database's schema: a file `NNNN_name.sql`.
public struct Migration: Sendable, Hashable {
    /// The number that the file's name starts with; the first is 1 and none is left out.
    public let version: Int
    /// The file's name without `.sql`: `0001_roles`.
    public let name: String
    /// The SQL.
    public let text: String

    /// Takes a file's name and text.
    ///
    /// - Throws: `MigrationError.badName` when the name isn't four digits, `_`, lower-case words and `.sql`.
    public init(fileName: String, text: String) throws(MigrationError) {
        guard let match = fileName.wholeMatch(of: /([0-9]{4})_[a-z0-9]+(?:_[a-z0-9]+)*\.sql/),
            let version = Int(match.1)
        else { throw .badName(fileName) }
        self.version = version
        self.text = text
        name = String(fileName.dropLast(4))
    }

    /// Reads all migrations of a folder, in order.
    ///
    /// - Throws: `MigrationError` when the folder or a file can't be read, a `.sql` file is misnamed, two have the same
    ///   number, or one is left out.
    public static func load(from folder: String) throws(MigrationError) -> [Migration] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
        } catch {
            throw .unreadable(folder, String(describing: error))
        }
        var migrations: [Migration] = []
        for name in names {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name),
                let text = String(validating: data, as: UTF8.self)
            else { throw .unreadable(folder + "/" + name, "it isn't a readable UTF-8 file") }
            migrations.append(try Migration(fileName: name, text: text))
        }
        try checkOrder(migrations)
        return migrations
    }

    static func checkOrder(_ migrations: [Migration]) throws(MigrationError) {
        for (index, migration) in migrations.enumerated() where migration.version != index + 1 {
            throw .outOfOrder(migration.name, expected: index + 1)
        }
    }
}

/// Why migrations can't be read, can't be applied, or don't fit the database.
public enum MigrationError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(String, String)
    case badName(String)
    case outOfOrder(String, expected: Int)
    /// The database lacks these.
    case behind([String])
    /// The database has these, which this program doesn't know.
    case ahead([String])
    /// These were changed after they were applied.
    case changed([String])
    /// A migration failed; nothing of it was kept.
    case failed(String, line: Int?, PostgresError)
    /// A migration contains COMMIT or ROLLBACK.
    case endedTransaction(String)
    /// Another process is migrating this database.
    case busy

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "The migrations can't be read: \(path): \(reason)."
        case .badName(let name): "\(name) is no name for a migration: it must look like 0007_invoice_lines.sql."
        case .outOfOrder(let name, let expected):
            "\(name) has the wrong number: the next one is \(expected), and none may be left out or doubled."
        case .behind(let names):
            "The database is behind this program by \(names.joined(separator: ", ")). Run `portico migrate`."
        case .ahead(let names):
            "The database is ahead of this program: it has \(names.joined(separator: ", ")). Run the newer program."
        case .changed(let names):
            "Changed after being applied: \(names.joined(separator: ", ")). Restore the files; changes go into a new one."
        case .failed(let name, let line, let error):
            "\(name).sql\(line.map { ":\($0)" } ?? ""): \(error.debugDescription) Nothing of it was kept."
        case .endedTransaction(let name):
            "\(name).sql ends its transaction (COMMIT or ROLLBACK). A migration is one transaction, made by `migrate`."
        case .busy: "Another process is migrating this database. Wait for it, then try again."
        }
    }
}
