public import Access
import Cryptography
import Execution
import Foundation
public import Postgres
public import SQLText
import Synchronization

/// Gathers whose data somebody of a partner was answered, and writes it down beside the requests: once for each secret,
/// customer and hour, however often and whatever was read (pioneer 6).
///
/// What isn't written yet when a server is killed is lost, a few seconds of it; nothing else is.
public final class CustomerReads: Sendable {
    /// Who reads, and when; with a customer it makes one row.
    ///
    /// The database puts together what several secrets of one person have seen.
    private struct Reader: Hashable {
        let token: [UInt8]
        let hour: Int64
    }

    /// What is written down.
    private struct Row {
        let reader: Reader
        let customer: RowID
        let span: Span
    }

    /// When it was seen first and last, in milliseconds since 1970.
    private typealias Span = (first: Int64, last: Int64)

    /// What isn't written yet, by reader, who is looked up once for all customers of an answer.
    private struct Waiting {
        var readers: [Reader: [RowID: Span]] = [:]
        var count = 0

        /// Notes that a reader saw customers within a span.
        ///
        /// A reader's customers leave the dictionary while they are changed, so that changing copies nothing.
        mutating func note(_ reader: Reader, _ customers: some Sequence<RowID>, _ span: Span, atMost most: Int) {
            var spans = readers.removeValue(forKey: reader) ?? [:]
            for customer in customers {
                if let known = spans[customer] {
                    spans[customer] = (min(known.first, span.first), max(known.last, span.last))
                } else if count < most {
                    spans[customer] = span
                    count += 1
                }
            }
            if !spans.isEmpty { readers[reader] = spans }
        }
    }

    private let database: Database
    private let now: @Sendable () -> Int64
    private let waiting = Mutex(Waiting())

    private static let deadline = Duration.seconds(20)
    /// As much is written at once.
    private static let batch = 2_000
    /// While the database doesn't answer, no more than this is kept.
    private static let most = 200_000

    /// Notes in a database.
    ///
    /// - Parameter now: the time, in milliseconds since 1970.
    public init(
        _ database: Database, now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.database = database
        self.now = now
    }

    /// Notes that a viewer was answered rows of these customers.
    ///
    /// A customer's own people aren't told of themselves: only who views as one of them is noted.
    public func note(_ viewer: CachedViewer, _ customers: Set<RowID>) {
        let time = now()
        let hour = time / 3_600_000
        waiting.withLock { waiting in
            let reader = Reader(token: viewer.tokenHash, hour: hour)
            waiting.note(reader, customers, (time, time), atMost: Self.most)
        }
    }

    /// Writes down what is waiting; what can't be written waits on.
    ///
    /// - Returns: how many were written.
    /// - Throws: ``PostgresError``.
    @discardableResult
    public func write() async throws -> Int {
        let all = waiting.withLock { waiting in
            let all = waiting
            waiting = Waiting()
            return all
        }
        let rows = all.readers.flatMap { reader, spans in
            spans.map { Row(reader: reader, customer: $0.key, span: $0.value) }
        }
        var rest = rows[...]
        do {
            while !rest.isEmpty {
                let part = rest.prefix(Self.batch)
                let statement = BoundStatement(
                    Self.note,
                    [
                        .textArray(part.map { hexadecimal($0.reader.token) }),
                        .textArray(part.map { $0.customer.description }),
                        .textArray(part.map { "\($0.span.first)" }), .textArray(part.map { "\($0.span.last)" }),
                    ])
                _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
                rest = rest.dropFirst(part.count)
            }
        } catch {
            putBack(rest)
            throw error
        }
        return rows.count
    }

    private func putBack(_ rest: ArraySlice<Row>) {
        waiting.withLock { waiting in
            for row in rest { waiting.note(row.reader, [row.customer], row.span, atMost: .max) }
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static let note = Statement(
        text: "SELECT customer_read_note($1, $2, $3, $4)",
        parameterTypes: [.textArray, .textArray, .textArray, .textArray])
}
