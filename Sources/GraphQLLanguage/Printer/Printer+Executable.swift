extension Printer {
    /// Lines longer than this many UTF-16 units are broken at their arguments.
    private static let longestLine = 80

    mutating func write(_ document: Document) {
        var couldTakeBraces = false
        write(document.definitions, between: "\n\n") { printer, definition in
            printer.write(definition, afterOpenEnd: couldTakeBraces)
            couldTakeBraces = definition.couldTakeBraces
        }
    }

    /// Writes a definition; behind an open end a query may not be written as a bare selection set.
    mutating func write(_ definition: Definition, afterOpenEnd: Bool = false) {
        switch definition {
        case .operation(let operation): write(operation, isBareAllowed: !afterOpenEnd)
        case .fragment(let fragment): write(fragment)
        case .typeSystem(let definition): write(definition)
        }
    }

    private mutating func write(_ operation: OperationDefinition, isBareAllowed: Bool) {
        let needsKeyword =
            !isBareAllowed || operation.kind != .query || operation.name != nil || operation.description != nil
            || !operation.variableDefinitions.isEmpty || !operation.directives.isEmpty
        if needsKeyword {
            writeDescription(operation.description)
            write(operation.kind.rawValue)
            if let name = operation.name { write(" " + name.text) }
            writeVariables(operation.variableDefinitions, afterSpace: operation.name == nil)
            write(operation.directives)
            write(" ")
        }
        write(operation.selectionSet)
    }

    private mutating func writeVariables(_ variables: NodeList<VariableDefinition>, afterSpace: Bool) {
        guard !variables.isEmpty else { return }
        let start = mark
        write(afterSpace ? " (" : "(")
        let open = mark
        write(variables, between: ", ") { $0.write($1) }
        guard hasLines(since: start) else { return write(")") }
        rewind(to: open)
        write("\n")
        write(variables, between: "\n") { $0.write($1) }
        write("\n)")
    }

    private mutating func write(_ variable: VariableDefinition) {
        writeDescription(variable.description)
        write("$\(variable.name.text): ")
        write(variable.type)
        writeDefault(variable.defaultValue)
        write(variable.directives)
    }

    private mutating func write(_ fragment: FragmentDefinition) {
        writeDescription(fragment.description)
        write("fragment \(fragment.name.text) on \(fragment.typeCondition.text)")
        write(fragment.directives)
        write(" ")
        write(fragment.selectionSet)
    }

    private mutating func write(_ set: SelectionSet) {
        writeBlock("{", set.selections, "}") { printer, selection in
            switch selection {
            case .field(let field): printer.write(field)
            case .fragmentSpread(let spread): printer.write(spread)
            case .inlineFragment(let fragment): printer.write(fragment)
            }
        }
    }

    private mutating func write(_ field: FieldNode) {
        let start = units
        if let alias = field.alias { write(alias.text + ": ") }
        write(field.name.text)
        if !field.arguments.isEmpty {
            let beforeArguments = mark
            write(field.arguments)
            if units - start > Self.longestLine {
                rewind(to: beforeArguments)
                writeBlock("(", field.arguments, ")") { $0.write($1) }
            }
        }
        write(field.directives)
        if let set = field.selectionSet {
            write(" ")
            write(set)
        }
    }

    private mutating func write(_ spread: FragmentSpread) {
        write("..." + spread.name.text)
        write(spread.directives)
    }

    private mutating func write(_ fragment: InlineFragment) {
        write("...")
        if let condition = fragment.typeCondition { write(" on " + condition.text) }
        write(fragment.directives)
        write(" ")
        write(fragment.selectionSet)
    }

    /// Writes directives, each behind a space.
    mutating func write(_ directives: NodeList<Directive>) {
        for directive in directives {
            write(" @" + directive.name.text)
            write(directive.arguments)
        }
    }

    private mutating func write(_ arguments: NodeList<ArgumentNode>) {
        guard !arguments.isEmpty else { return }
        write("(")
        write(arguments, between: ", ") { $0.write($1) }
        write(")")
    }

    private mutating func write(_ argument: ArgumentNode) {
        write(argument.name.text + ": ")
        write(argument.value)
    }
}

extension Definition {
    /// Whether braces behind the definition would be read as part of it.
    ///
    /// The reference prints a bare selection set even there, and reads its own output as another document.
    fileprivate var couldTakeBraces: Bool {
        switch self {
        case .operation, .fragment, .typeSystem(.directive), .typeSystem(.schema): false
        case .typeSystem(.schemaExtension(let schema)): schema.operationTypes.isEmpty
        case .typeSystem(.type(let type)):
            switch type.kind {
            case .scalar, .union: false
            case .object, .interface: type.fields.isEmpty
            case .enumeration: type.enumValues.isEmpty
            case .inputObject: type.inputFields.isEmpty
            }
        }
    }
}
