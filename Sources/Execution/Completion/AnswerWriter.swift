import Access
import Cryptography
import Planning
import Postgres
import SQLText

/// Writes the data of an answer: walks the plan with the rows of all sources in the order of the answer,
/// and turns the bytes of the results into the bytes of the JSON.
///
/// Specification: 6.4.3 Value Completion, 6.4.4 Handling Execution Errors.
struct AnswerWriter {
    let plan: OperationPlan
    let bound: BoundPlan
    let cipher: DeterministicCipher
    /// The result of each statement; nil for one that didn't run.
    var results: [ResultRows?]
    /// What has been written.
    var bytes: [UInt8] = []
    /// What went wrong, in the order of the answer.
    var errors: [FieldError] = []
    /// The viewer whose facts are written.
    var viewer: CachedViewer?
    /// The payload of the mutation that is being written.
    var payload: [String: PayloadValue] = [:]
    /// What explains somebody's access, by the names at the root of the answer.
    var explanations: [String: [String: PayloadValue]] = [:]
    /// The customers whose rows were written, for a viewer of a partner.
    private(set) var customers: Set<RowID> = []
    /// Whether any row was written.
    private(set) var hasRows = false
    private var path: [PathElement] = []

    private let limits: EngineLimits
    /// Whether more would have been written than an answer may have.
    private(set) var isTooLong = false

    init(
        plan: OperationPlan, bound: BoundPlan, cipher: DeterministicCipher, results: [ResultRows?],
        limits: EngineLimits
    ) {
        self.plan = plan
        self.bound = bound
        self.cipher = cipher
        self.results = results
        self.limits = limits
        bytes.reserveCapacity(1024)
    }

    /// What became of a value.
    enum Outcome {
        case written
        /// There is no value.
        case null
        /// There is no value because of an error that has been noted.
        case failed
    }

    /// Goes on with a row, and notes whose it is.
    mutating func entering(_ source: Int, _ row: Int, page: Page? = nil) -> Frame {
        hasRows = true
        let plan = plan.sources[source]
        if let column = plan.customerColumn, let customer = results[plan.statement]?.rowID(row, column) {
            customers.insert(customer)
        }
        return Frame(source: source, row: row, page: page)
    }

    // MARK: Objects

    /// Writes an object.
    ///
    /// Nothing of it counts if a field that can't be null has no value.
    mutating func object(_ object: ObjectPlan, _ frame: Frame) -> Outcome {
        if isTooLong || bytes.count > limits.answerBytes {
            isTooLong = true
            return .failed
        }
        bytes.append(UInt8(ascii: "{"))
        // The span lends the fields. Copies would count who holds them, and as all threads write from the same plans,
        // the counts would wander from core to core with every value.
        let fields = object.fields.span
        for place in fields.indices {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            if !write(fields[place], frame) { return .failed }
        }
        bytes.append(UInt8(ascii: "}"))
        return .written
    }

    /// Writes a field with its name.
    ///
    /// - Returns: false if it has no value and can't be null.
    mutating func write(_ field: FieldPlan, _ frame: Frame) -> Bool {
        append(field.label)
        let start = bytes.count
        let outcome = value(of: field, frame)
        if case .written = outcome { return true }
        if field.isNonNull {
            if case .null = outcome { note(.internal, AnswerWriter.missing, field) }
            return false
        }
        replace(from: start, with: AnswerWriter.null)
        return true
    }

    /// Writes an item of a list, whose path ends in its place already.
    ///
    /// - Returns: false if it has no value and can't be null.
    mutating func writeItem(
        of field: FieldPlan, at place: Int, _ write: (inout AnswerWriter) -> Outcome
    ) -> Bool {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        let start = bytes.count
        path.append(.index(place))
        defer { path.removeLast() }
        let outcome = write(&self)
        if case .written = outcome { return true }
        if field.isItemNonNull {
            if case .null = outcome { note(.internal, AnswerWriter.missing, field, at: path) }
            return false
        }
        replace(from: start, with: AnswerWriter.null)
        return true
    }

    /// Takes back what was written from somewhere on, and writes something else.
    mutating func replace(from start: Int, with text: [UInt8]) {
        bytes.removeSubrange(start...)
        append(text)
    }

    /// Writes bytes of the plan, which are only lent as well.
    mutating func append(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    static let null = [UInt8]("null".utf8)
    static let missing = "This field can't be null, but there is no value."

    mutating func note(_ code: ErrorCode, _ message: String, _ field: FieldPlan) {
        note(code, message, field, at: path + [.name(field.responseName)])
    }

    private mutating func note(_ code: ErrorCode, _ message: String, _ field: FieldPlan, at path: [PathElement]) {
        guard errors.count <= limits.fieldErrors else { return }
        if errors.count == limits.fieldErrors {
            errors.append(
                FieldError(code: code, message: "There are more errors than are shown.", path: [], offset: field.offset)
            )
            return
        }
        errors.append(FieldError(code: code, message: message, path: path, offset: field.offset))
    }

    /// Writes something that lies below a field, so that errors in it know where they are.
    mutating func below(_ element: PathElement, _ write: (inout AnswerWriter) -> Outcome) -> Outcome {
        path.append(element)
        defer { path.removeLast() }
        return write(&self)
    }

    // MARK: Rows

    /// The rows of a source that hang on the row with this key: the result is sorted by it.
    func rows(of source: Int, under key: Int64) -> Range<Int> {
        let plan = plan.sources[source]
        guard let result = results[plan.statement] else { return 0..<0 }
        guard plan.isKeyed else { return 0..<result.rowCount }
        var start = 0
        var end = result.rowCount
        while start < end {
            let middle = start + (end - start) / 2
            if result.key(ofRow: middle) < key { start = middle + 1 } else { end = middle }
        }
        while end < result.rowCount, result.key(ofRow: end) == key { end += 1 }
        return start..<end
    }
}

extension ResultRows {
    /// The number of the parent's row, which is the first column of a keyed source.
    fileprivate func key(ofRow row: Int) -> Int64 {
        guard let bytes = bytes(row: row, column: 0), bytes.count == 8 else { return .max }
        return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    }
}
