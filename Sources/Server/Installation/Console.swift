import Foundation

/// Writes to whoever started the program: results to standard output, everything else to standard error.
enum Console {
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Replaces the line that the last call wrote, where somebody is watching.
    static func progress(_ text: String, isLast: Bool = false) {
        guard isatty(STDERR_FILENO) == 1 else {
            if isLast { note(text) }
            return
        }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)\(isLast ? "\n" : "")".utf8))
    }
}
