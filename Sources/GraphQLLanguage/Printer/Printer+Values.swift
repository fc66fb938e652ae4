extension Printer {
    mutating func write(_ value: ValueNode) {
        switch value.kind {
        case .variable(let name): write("$" + name.text)
        case .int(let text), .float(let text), .enumeration(let text): write(text)
        case .string(let string): write(string)
        case .boolean(let isTrue): write(isTrue ? "true" : "false")
        case .null: write("null")
        case .list(let items):
            write("[")
            write(items, between: ", ") { $0.write($1) }
            write("]")
        case .object(let fields):
            write("{")
            write(fields, between: ", ") { printer, field in
                printer.write(field.name.text + ": ")
                printer.write(field.value)
            }
            write("}")
        }
    }

    mutating func write(_ type: TypeNode) {
        switch type.kind {
        case .named(let name): write(name.text)
        case .list(let item):
            write("[")
            write(item)
            write("]")
        case .nonNull(let nullable):
            write(nullable)
            write("!")
        }
    }

    private mutating func write(_ string: StringValue) {
        write(string.isBlock ? printBlockString(string.value) : printString(string.value))
    }

    /// Writes a description on lines of its own.
    mutating func writeDescription(_ description: StringValue?) {
        guard let description else { return }
        write(description)
        write("\n")
    }

    /// Writes the value that stands where none is given.
    mutating func writeDefault(_ value: ValueNode?) {
        guard let value else { return }
        write(" = ")
        write(value)
    }
}
