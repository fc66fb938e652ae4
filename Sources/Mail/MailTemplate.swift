/// What a mail says, with placeholders: a file of a subject and paragraphs, from which the text and the HTML come.
///
/// The first line is `Subject: …`. Paragraphs are separated by empty lines; one that is `[words](address)` and nothing
/// else is the button, and one that is `- {name}` a list of as many lines as there are. `{name}` stands for a value.
public struct MailTemplate: Sendable, Equatable {
    /// What it's called, as its file is.
    public let name: String
    let subject: MailPhrase
    let blocks: [Block]

    enum Block: Sendable, Equatable {
        case paragraph(MailPhrase)
        case button(MailPhrase, address: MailPhrase)
        case list(String)
    }

    /// Reads a template.
    ///
    /// - Throws: ``MailTemplateFault`` where it doesn't have the form, or no words.
    public init(name: String, text: String) throws(MailTemplateFault) {
        self.name = name
        var paragraphs = Self.paragraphs(text)
        let mark = "Subject: "
        guard let first = paragraphs.first, first.hasPrefix(mark) else {
            throw MailTemplateFault(template: name, reason: "it doesn't begin with a subject.")
        }
        subject = try MailPhrase(String(first.dropFirst(mark.count)), of: name)
        paragraphs.removeFirst()
        if paragraphs.isEmpty { throw MailTemplateFault(template: name, reason: "it has no words.") }
        var blocks: [Block] = []
        for paragraph in paragraphs { blocks.append(try Self.block(paragraph, of: name)) }
        self.blocks = blocks
    }

    private static func paragraphs(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let groups = lines.split { $0.allSatisfy(\.isWhitespace) }
        return groups.map { $0.joined(separator: " ") }
    }

    private static func block(_ text: String, of name: String) throws(MailTemplateFault) -> Block {
        if let list = text.wholeMatch(of: /- \{([A-Za-z]+)\}/) { return .list(String(list.1)) }
        guard text.hasPrefix("["), text.hasSuffix(")"), let middle = text.firstRange(of: "](") else {
            return .paragraph(try MailPhrase(text, of: name))
        }
        let words = text[..<middle.lowerBound].dropFirst()
        let address = text[middle.upperBound...].dropLast()
        return .button(
            try MailPhrase(String(words), of: name), address: try MailPhrase(String(address), of: name))
    }

    /// The values that it names in its subject.
    public var subjectPlaceholders: Set<String> { subject.placeholders }

    /// The values that it names anywhere.
    public var placeholders: Set<String> {
        blocks.reduce(subject.placeholders) { names, block in
            switch block {
            case .paragraph(let words): names.union(words.placeholders)
            case .button(let words, let address): names.union(words.placeholders).union(address.placeholders)
            case .list(let name): names.union([name])
            }
        }
    }
}

/// Words with placeholders.
struct MailPhrase: Sendable, Equatable {
    private let pieces: [Piece]

    private enum Piece: Sendable, Equatable {
        case words(String)
        case value(String)
    }

    init(_ text: String, of template: String) throws(MailTemplateFault) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if start > rest.startIndex { pieces.append(.words(String(rest[..<start]))) }
            let name = rest[start...].dropFirst().prefix { $0.isASCII && $0.isLetter }
            guard rest[start] == "{", !name.isEmpty, rest[name.endIndex...].first == "}" else {
                throw MailTemplateFault(template: template, reason: "a brace doesn't enclose the name of a value.")
            }
            pieces.append(.value(String(name)))
            rest = rest[name.endIndex...].dropFirst()
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
    }

    var placeholders: Set<String> {
        Set(pieces.compactMap { if case .value(let name) = $0 { name } else { nil } })
    }

    /// The words with the values in their places; what a value contains is never looked at for placeholders.
    func filled(_ values: [String: String], _ escape: (String) -> String = { $0 }) throws(MailTemplateFault) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += escape(words)
            case .value(let name):
                guard let value = values[name] else {
                    throw MailTemplateFault(template: "", reason: "there is no value \(name).")
                }
                text += escape(HeaderText.oneLine(value))
            }
        }
        return text
    }
}

/// What is wrong with a template.
public struct MailTemplateFault: Error, Equatable, CustomStringConvertible {
    /// Which one.
    public let template: String
    /// What is wrong.
    public let reason: String

    /// Names a template and what is wrong with it.
    public init(template: String, reason: String) {
        self.template = template
        self.reason = reason
    }

    /// Both, as a sentence.
    public var description: String { "The mail \(template) can't be used: \(reason)" }
}
