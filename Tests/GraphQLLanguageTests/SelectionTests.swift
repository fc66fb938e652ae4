import Testing

@testable import GraphQLLanguage

/// A selection in one word, its children in brackets.
private func outline(_ selection: Selection) -> String {
    switch selection {
    case .field(let field): field.responseName.text + (field.selectionSet.map(outline) ?? "")
    case .fragmentSpread(let spread): "..." + spread.name.text
    case .inlineFragment(let fragment): "...on \(fragment.typeCondition?.text ?? "-")" + outline(fragment.selectionSet)
    }
}

private func outline(_ set: SelectionSet) -> String {
    "[" + set.selections.map(outline).joined(separator: " ") + "]"
}

@Suite("Selections")
struct SelectionTests {
    @Test(
        "Selections stand in the order of the text, under their parents",
        arguments: [
            ("{ a }", "[a]"),
            ("{ a b c }", "[a b c]"),
            ("{ a { b } }", "[a[b]]"),
            ("{ a { b { c } d } e { f } g }", "[a[b[c] d] e[f] g]"),
            ("{ x: a { y: b } }", "[x[y]]"),
            ("{ ...F }", "[...F]"),
            ("{ ... on T { a } }", "[...on T[a]]"),
            ("{ ... { a } }", "[...on -[a]]"),
            ("{ ... @d { a } b }", "[...on -[a] b]"),
            ("{ ...on T{a ...F ...{b}} ...G c }", "[...on T[a ...F ...on -[b]] ...G c]"),
            ("{ ...onward ...On }", "[...onward ...On]"),
        ])
    func order(text: String, expected: String) throws {
        #expect(outline(try operation(text).selectionSet) == expected)
    }

    @Test("A field has a name, perhaps an alias, and the answer's name is one of them")
    func fields() throws {
        guard case .field(let plain)? = try operation("{ name }").selectionSet.selections.first,
            case .field(let aliased)? = try operation("{ alias : name }").selectionSet.selections.first
        else { throw NotThere() }
        #expect(plain.alias == nil)
        #expect(plain.name.text == "name")
        #expect(plain.responseName == plain.name)
        #expect(aliased.alias?.text == "alias")
        #expect(aliased.name.text == "name")
        #expect(aliased.name.offset == 10)
        #expect(aliased.responseName.text == "alias")
        #expect(aliased.offset == 2)
    }

    @Test("A field has arguments, directives and selections, all of them optional")
    func fieldParts() throws {
        let text = "{ f(a: 1, b: [{c: 2}]) @x @y(d: 3, e: 4) { g(h: 5) } i }"
        let selections = try operation(text).selectionSet.selections
        guard case .field(let field) = selections[0], case .field(let bare) = selections[1] else { throw NotThere() }
        #expect(field.arguments.map(\.name.text) == ["a", "b"])
        #expect(field.arguments.map { print($0.value) } == ["1", "[{c: 2}]"])
        #expect(field.arguments.map(\.offset) == [4, 10])
        #expect(field.directives.map(\.name.text) == ["x", "y"])
        #expect(field.directives.map(\.offset) == [23, 26])
        #expect(field.directives.map { $0.arguments.map(\.name.text) } == [[], ["d", "e"]])
        #expect(field.selectionSet?.offset == 41)
        #expect(bare.arguments.isEmpty)
        #expect(bare.directives.isEmpty)
        #expect(bare.selectionSet == nil)
    }

    @Test("Spreads and inline fragments have directives, and an offset at their dots")
    func fragments() throws {
        let selections = try operation("{ ...F@a ...on T@b{x} ...@c{y} z@d }").selectionSet.selections
        #expect(selections.map(\.offset) == [2, 9, 22, 31])
        #expect(selections.map { $0.directives.map(\.name.text) } == [["a"], ["b"], ["c"], ["d"]])
        guard case .fragmentSpread(let spread) = selections[0], case .inlineFragment(let conditional) = selections[1],
            case .inlineFragment(let bare) = selections[2]
        else { throw NotThere() }
        #expect(spread.name.offset == 5)
        #expect(conditional.typeCondition?.offset == 15)
        #expect(bare.typeCondition == nil)
        #expect(outline(bare.selectionSet) == "[y]")
    }

    @Test("A fragment has a name, a type and directives")
    func fragmentDefinitions() throws {
        let fragment = try fragment("fragment F on T @d { a }")
        #expect(fragment.name.text == "F")
        #expect(fragment.typeCondition.text == "T")
        #expect(fragment.typeCondition.offset == 14)
        #expect(fragment.directives.map(\.name.text) == ["d"])
        #expect(outline(fragment.selectionSet) == "[a]")
        #expect(fragment.description == nil)
        #expect(fragment.offset == 0)
    }

    @Test(
        "What is no selection",
        arguments: [
            ("{ ▸: a }", "Expected Name, found \":\"."),
            ("{ a: ▸}", "Expected Name, found \"}\"."),
            ("{ a: b▸: c }", "Expected Name, found \":\"."),
            ("{ a(▸) }", "Expected Name, found \")\"."),
            ("{ a(b▸) }", "Expected \":\", found \")\"."),
            ("{ a(b: ▸) }", "Unexpected \")\"."),
            ("{ a(b: 1▸", "Expected Name, found <EOF>."),
            ("{ a {▸} }", "Expected Name, found \"}\"."),
            ("{ a▸[ }", "Expected Name, found \"[\"."),
            ("{ ... ▸}", "Expected \"{\", found \"}\"."),
            ("{ ... on ▸{ a } }", "Expected Name, found \"{\"."),
            ("{ ... on T ▸}", "Expected \"{\", found \"}\"."),
            ("{ ... ▸1 }", "Expected \"{\", found Int \"1\"."),
            ("{ ...on ▸}", "Expected Name, found \"}\"."),
            ("{ ...F▸(a: 1) }", "Expected Name, found \"(\"."),
            ("fragment ▸on on T { a }", "Unexpected Name \"on\"."),
            ("fragment F ▸T { a }", "Expected \"on\", found Name \"T\"."),
            ("fragment F on ▸{ a }", "Expected Name, found \"{\"."),
            ("fragment F on T▸", "Expected \"{\", found <EOF>."),
            ("fragment ▸{ a }", "Expected Name, found \"{\"."),
            ("fragment F▸($a: Int) on T { a }", "Expected \"on\", found \"(\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal(marked, message)
    }
}
