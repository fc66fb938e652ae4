import CPQ

extension ServerFault {
    /// Reads the fields of a failed result.
    init(result: OpaquePointer, statementIndex: Int? = nil) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return nil }
            return String(cString: text)
        }
        // A result that libpq made itself (a lost connection) has a message but no fields.
        let whole = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        self.init(
            sqlState: field("C") ?? "08006",
            message: field("M") ?? whole.trimmedEnd,
            severity: field("V") ?? "FATAL")
        detail = field("D")
        hint = field("H")
        constraint = field("n")
        table = field("t")
        column = field("c")
        position = field("P").flatMap { Int($0) }
        context = field("W")
        self.statementIndex = statementIndex
    }

    /// Whether this ends the connection: the server is going down, crashed, or never let us in.
    var endsConnection: Bool {
        severity == "FATAL" || severity == "PANIC" || sqlState.hasPrefix("57P") || sqlState.hasPrefix("08")
    }

    /// Whether a prepared statement is out of date: it vanished, or its result changed with the tables.
    var isStalePreparation: Bool {
        sqlState == "26000" || (sqlState == "0A000" && message.hasPrefix("cached plan must not change"))
    }

    /// The error as callers see it.
    var error: PostgresError {
        guard sqlState == "57014" else { return .server(self) }
        return message.contains("timeout") ? .timeout : .cancelled
    }
}

extension String {
    /// The text without white space at its end: libpq's messages end in a newline.
    var trimmedEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
