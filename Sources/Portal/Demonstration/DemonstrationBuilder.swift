import Postgres
import SQLText

/// Makes the rows of the demonstration and hands them on in batches, so that a large one needs little memory.
///
/// What it makes depends on nothing but the scale and the day: rows are made in one fixed order from one generator.
struct DemonstrationBuilder {
    /// How many rows wait at most before they are loaded.
    private static let batch = 20_000

    let today: DemonstrationDay
    let passwordHash: String
    var generator = DemonstrationGenerator(seed: 0x706F_7274_6963_6F)
    /// Chance of its own for what came later, so that the rows made before it stay as they are.
    var story = DemonstrationGenerator(seed: 0x7374_6F72_79)
    /// The same for how lively customers are.
    var pulse = DemonstrationGenerator(seed: 0x7075_6C73_65)
    /// And for the leads of a scale.
    var buyers = DemonstrationGenerator(seed: 0x6275_7965_7273)
    var journal = DemonstrationGenerator(seed: 0x6A6F_7572_6E61_6C)
    var actors: [DemonstrationActor] = []
    var pasts: [DemonstrationPast] = []
    /// The number of the last invoice: they have no gaps.
    var lastInvoice = 0
    private(set) var customers = 0
    private(set) var loadedRows = 0
    private var waiting: [DemonstrationTable: [[SQLValue]]] = [:]
    private var waitingRows = 0
    private let load: (DemonstrationTable, [[SQLValue]]) throws -> Void
    private let look: () throws -> Void
    private let progress: (Int, Int) -> Void

    /// Starts with nothing made: `load` takes each batch of one table's rows, children never before their parents,
    /// `look` has the database look at what it has got, and `progress` is told the customers and rows loaded until now.
    init(
        today: DemonstrationDay, passwordHash: String,
        load: @escaping (DemonstrationTable, [[SQLValue]]) throws -> Void,
        look: @escaping () throws -> Void,
        progress: @escaping (Int, Int) -> Void
    ) {
        self.today = today
        self.passwordHash = passwordHash
        self.load = load
        self.look = look
        self.progress = progress
    }

    mutating func add(_ table: DemonstrationTable, _ row: [SQLValue]) {
        waiting[table, default: []].append(row)
        waitingRows += 1
        if table == .customer { customers += 1 }
    }

    /// Hands a full batch on; called where no parent or line of an invoice is missing.
    mutating func flushIfFull() throws {
        if waitingRows >= Self.batch { try flush() }
    }

    mutating func flush() throws {
        for table in DemonstrationTable.allCases {
            guard let rows = waiting.removeValue(forKey: table) else { continue }
            try load(table, rows)
            loadedRows += rows.count
        }
        waitingRows = 0
        progress(customers, loadedRows)
    }

    /// Loads the steps of a scale.
    ///
    /// Triggers keep the plans of their statements: without a look at what is there, and
    /// another one whenever it has doubled, they would go on as for empty tables and read all of them for each batch.
    mutating func buildSteps(_ scale: Int, for partners: DemonstrationPartners) throws {
        for step in 0..<scale {
            if step & (step - 1) == 0 {
                try flush()
                try look()
            }
            try buildBulk(step, for: partners)
        }
        try flush()
    }
}

/// A day, and moments in it.
struct DemonstrationDay: Equatable, Comparable {
    /// Days since 1970-01-01.
    let number: Int

    func before(_ days: Int) -> DemonstrationDay { DemonstrationDay(number: number - days) }
    func after(_ days: Int) -> DemonstrationDay { DemonstrationDay(number: number + days) }

    var date: SQLValue { .date(days: Int32(clamping: number)) }

    /// A moment of this day in UTC.
    func moment(second: Int) -> SQLValue {
        .timestamptz(microseconds: (Int64(number) * 86_400 + Int64(second)) * 1_000_000)
    }

    static func < (left: DemonstrationDay, right: DemonstrationDay) -> Bool { left.number < right.number }
}

extension SQLValue {
    /// A text, or NULL.
    static func optional(_ text: String?) -> SQLValue {
        text.map(SQLValue.text) ?? .null(.text)
    }

    static func optional(_ id: RowID?) -> SQLValue {
        id.map(SQLValue.uuid) ?? .null(.uuid)
    }
}
