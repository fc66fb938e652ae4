import Foundation

/// Whom a password is for.
struct PasswordOwner: Equatable {
    let name: String
    let email: String
    /// The company; none for an operator.
    let organization: String?
}

/// Which passwords are taken, after NIST SP 800-63B-4, section 3.1.1.2.
///
/// Long ones, of any characters, which aren't among the first that anybody would try. Nobody has to mix kinds of
/// characters, and nobody has to change one that is good.
///
/// Statement: D4-38 of the product's specification.
struct PasswordRule {
    /// The fewest characters, while a password is all that it takes to sign in.
    static let minimum = 15
    /// The most bytes; what is longer is no longer a password, but work for the server.
    static let maximumBytes = 1_024
    /// How many characters have to be left, once all that is guessed first is taken away.
    private static let unguessed = 6

    /// What is guessed first, the longest words first: they may hold others.
    private let words: [String]

    /// The rule for somebody's password, whose own names are guessed before all others.
    init(_ owner: PasswordOwner) {
        let own = [owner.name, owner.email, owner.organization ?? ""]
            .flatMap { Self.folded($0).split { !$0.isLetter && !$0.isNumber }.map(String.init) }
            .filter { $0.count >= 3 }
        words = (own + CommonWord.all).sorted { $0.count > $1.count }
    }

    /// What is wrong with a password and what to do; nil for a good one.
    func fault(of password: String) -> String? {
        let text = password.precomposedStringWithCanonicalMapping
        if text.unicodeScalars.count < Self.minimum {
            return "Choose at least \(Self.minimum) characters, such as a few words that don't belong together."
        }
        if text.utf8.count > Self.maximumBytes { return "Choose a shorter password: at most 1,024 bytes." }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "A password can't have characters that can't be typed, such as line breaks."
        }
        if rest(of: Self.folded(text)) < Self.unguessed {
            return """
                This is guessed early: it is made of names, common words or patterns. \
                Add words that don't belong together.
                """
        }
        return nil
    }

    /// How many characters neither belong to a word that is guessed first nor follow from the one before.
    private func rest(of text: String) -> Int {
        let left = words.reduce(text) { $0.replacingOccurrences(of: $1, with: " ") }
        var (last, seen, count) = (Character(" "), Set<Character>(), 0)
        for character in left where character.isLetter || character.isNumber {
            if !CommonWord.follows(character, last) && seen.insert(character).inserted { count += 1 }
            last = character
        }
        return count
    }

    /// A text as whoever guesses sees it: no capitals, no accents, and letters for the digits that stand for them.
    private static func folded(_ text: String) -> String {
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        return String(plain.map { disguises[$0] ?? $0 })
    }

    private static let disguises: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
}
