/// What passwords are made of by people who are asked for one unprepared.
enum CommonWord {
    /// Words, in small letters, as they are after digits that stand for letters have become those.
    static let all: [String] =
        """
        password passwort passwd passord losenord losen kodeord adgangskode wachtwoord motdepasse contrasena senha \
        parola haslo salasana secret geheim hemlig hemmelig secure security sicher sakerhet sikkerhed login logon \
        signin welcome willkommen valkommen velkommen bienvenue hello hallo hejsan change changeme letmein open \
        sesame access account admin administrator root system server user guest test testing tester demo default \
        temp temporary portal portico partner customer company firma foretag office work internet network \
        computer laptop windows microsoft google apple android facebook instagram linkedin amazon samsung \
        iloveyou love lover loveyou sweetheart darling princess prince queen king angel baby honey sunshine \
        flower rose butterfly rainbow summer winter spring autumn sommer vinter fruhling herbst host var monday \
        tuesday wednesday thursday friday saturday sunday january february march april june july august \
        september october november december januar februar juni juli oktober dezember today tomorrow \
        monkey dragon tiger lion eagle panther bear wolf fox horse dolphin chicken turtle kitty kitten puppy \
        doggy buster buddy bailey ginger pepper cookie banana apple orange cherry chocolate cheese coffee \
        football fussball fotboll fotball soccer baseball basketball hockey golf tennis racing ferrari porsche \
        mercedes harley yamaha mustang corvette superman batman spiderman starwars pokemon minecraft matrix \
        trustno shadow master killer hunter ranger soldier warrior ninja samurai phoenix merlin wizard magic \
        mystery freedom liberty peace power strong hammer thunder lightning silver golden diamond money \
        million lucky happy smile forever always never nothing whatever something anything charlie michael jordan jessica ashley nicole daniel andrew joshua \
        matthew robert thomas jennifer michelle amanda melissa george harry maria anna peter martin andreas \
        stefan christian johan erik lars nils anders hannah emma sofia sophie laura julia david \
        jesus christ maggie sparky scooter zxcvbn asdf qwer qwert qwerty qwertz azerty wasd abcd abc \
        london paris berlin munchen hamburg stockholm oslo kobenhavn helsinki amsterdam newyork chelsea \
        liverpool arsenal barcelona bayern canada america england sverige norge danmark deutschland
        """
        .split(separator: " ").map(String.init)

    /// Whether a character follows from the one before: the same, the next one in the alphabet or among the digits, or
    /// its neighbour on a keyboard.
    static func follows(_ character: Character, _ last: Character) -> Bool {
        if character == last { return true }
        guard let here = place(of: character), let there = place(of: last) else { return false }
        return here.contains { one in there.contains { $0.row == one.row && abs($0.column - one.column) == 1 } }
    }

    /// Where a character stands in each of the rows.
    private static func place(of character: Character) -> [(row: Int, column: Int)]? { places[character] }

    // Digits are letters by now where they can stand for one: 1 is i, 3 is e.
    private static let rows = ["abcdefghijklmnopqrstuvwxyz", "oi2eas6t89o", "qwertyuiop", "asdfghjkl", "zxcvbnm"]

    private static let places: [Character: [(row: Int, column: Int)]] = rows.enumerated().reduce(into: [:]) {
        for (column, character) in $1.element.enumerated() {
            $0[character, default: []].append((row: $1.offset, column: column))
        }
    }
}
