import Foundation

/// The lines of standard input, as their bytes.
///
/// `readLine` would replace what is no UTF-8, so that a document would be judged that nobody sent.
struct InputLines: Sequence, IteratorProtocol {
    private let input = FileHandle.standardInput
    private var waiting: ArraySlice<UInt8> = []
    private var isAtEnd = false

    mutating func next() -> [UInt8]? {
        var searched = 0
        while true {
            if let end = waiting.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
                defer { waiting = waiting[(end + 1)...] }
                return Array(waiting[..<end])
            }
            guard !isAtEnd else { return lastLine() }
            searched = waiting.count
            let more = input.availableData
            isAtEnd = more.isEmpty
            waiting += more
        }
    }

    /// What follows the last line break.
    private mutating func lastLine() -> [UInt8]? {
        defer { waiting = [] }
        return waiting.isEmpty ? nil : Array(waiting)
    }
}
