/// Prints a document as the reference implementation does: two spaces of indentation, one selection a line.
///
/// What `parse` reads of the result is the same document again.
public func print(_ document: Document) -> String {
    var printer = Printer()
    printer.write(document)
    return printer.text
}

/// Prints one definition of a document.
public func print(_ definition: Definition) -> String {
    var printer = Printer()
    printer.write(definition)
    return printer.text
}

/// Prints a value, on one line unless it holds a block string.
public func print(_ value: ValueNode) -> String {
    var printer = Printer()
    printer.write(value)
    return printer.text
}

/// Prints a type reference, like `[Int!]`.
public func print(_ type: TypeNode) -> String {
    var printer = Printer()
    printer.write(type)
    return printer.text
}

/// Writes nodes as text.
///
/// The widths of lines are known only after they are written: a writer remembers where it was, looks at what it has
/// written, and writes again if it doesn't fit.
struct Printer {
    private var output: [UInt8] = []
    private var indentation = 0
    /// How many UTF-16 units have been written, indentation not counted.
    private(set) var units = 0
    /// How many line ends have been written.
    private(set) var lines = 0

    /// What has been written.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// A state that a writer can return to.
    struct Mark {
        fileprivate let count: Int
        fileprivate let units: Int
        fileprivate let lines: Int
    }

    var mark: Mark { Mark(count: output.count, units: units, lines: lines) }

    /// Whether a line has ended since a mark.
    func hasLines(since mark: Mark) -> Bool { lines > mark.lines }

    /// Takes back what has been written since a mark.
    mutating func rewind(to mark: Mark) {
        output.removeSubrange(mark.count...)
        units = mark.units
        lines = mark.lines
    }

    /// Writes text, whose lines all take the current indentation.
    mutating func write(_ text: String) {
        for byte in text.utf8 {
            output.append(byte)
            units += utf16Units(leading: byte)
            guard byte == UInt8(ascii: "\n") else { continue }
            lines += 1
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
        }
    }

    /// Writes things with a text between them.
    mutating func write<Items: Collection>(
        _ items: Items, between separator: String, _ writeItem: (inout Printer, Items.Element) -> Void
    ) {
        var isFirst = true
        for item in items {
            if !isFirst { write(separator) }
            isFirst = false
            writeItem(&self, item)
        }
    }

    /// Writes things on lines of their own between brackets, further in.
    mutating func writeBlock<Items: Collection>(
        _ open: String, _ items: Items, _ close: String, _ writeItem: (inout Printer, Items.Element) -> Void
    ) {
        write(open)
        indentation += 2
        write("\n")
        write(items, between: "\n", writeItem)
        indentation -= 2
        write("\n" + close)
    }
}
