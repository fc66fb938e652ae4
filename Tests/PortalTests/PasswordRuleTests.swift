import Testing

@testable import Portal

@Suite("Which passwords are taken") struct PasswordRuleTests {
    static let owner = PasswordOwner(
        name: "Ingrid Solberg", email: "ingrid.s@nordlys-security.test", organization: "Nordlys Security AS")
    static let rule = PasswordRule(owner)

    @Test(
        "D4-38 long passwords of any kind are taken",
        arguments: [
            "correct horse battery staple", "three wet hats behind a moped", "kvast grønsåpe tjern 9",
            "x7Gq-pv2Lm_c9Rf", "四つの青い魚が川で歌う夜の窓辺", "Ich fahre nie ohne Gurken",
            String(repeating: "three wet hats behind a moped ", count: 30),
        ])
    func good(password: String) {
        #expect(Self.rule.fault(of: password) == nil)
    }

    @Test(
        "D4-38 what is short, or guessed first, isn't",
        arguments: [
            ("", "at least 15"), ("x7Gq-pv2Lm_c9R", "at least 15"), ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "at least 15"),
            ("passwordpassword", "guessed early"), ("P@ssw0rd!P@ssw0rd!", "guessed early"),
            ("123456789012345", "guessed early"), ("aaaaaaaaaaaaaaaaaaaa", "guessed early"),
            ("abcabcabcabcabc", "guessed early"), ("qwertyuiopasdfghjkl", "guessed early"),
            ("Summer2026Summer2026!", "guessed early"), ("ingrid.s@nordlys-security.test", "guessed early"),
            ("Nordlys-Security-AS-2026", "guessed early"), ("IngridSolberg12345", "guessed early"),
            ("ïngrïd sölberg 2026!", "guessed early"), ("letmeinletmeinletmein", "guessed early"),
            ("ab9!kx ab9!kx ab9!kx", "guessed early"), ("monkey dragon tiger lion", "guessed early"),
            ("three wet hats\nbehind a moped", "can't be typed"),
            (String(repeating: "x7Gq-pv2Lm_c9R", count: 80), "1,024 bytes"),
        ])
    func refused(password: String, because: String) {
        #expect(Self.rule.fault(of: password)?.contains(because) == true, "\(Self.rule.fault(of: password) ?? "taken")")
    }

    @Test("a password counts the same however a keyboard sends its letters")
    func normalised() {
        // Eight letters with an accent each are sixteen code points when written apart.
        let apart = String(repeating: "e\u{301}", count: 8)
        #expect(apart.unicodeScalars.count == 16)
        #expect(Self.rule.fault(of: apart)?.contains("at least 15") == true)
    }

    @Test("somebody else's name is a word like others")
    func othersNames() {
        let password = "Ingrid Solberg går fort"
        let other = PasswordRule(PasswordOwner(name: "Jonas Berg", email: "jonas@fjord.test", organization: nil))
        #expect(other.fault(of: password) == nil)
        #expect(Self.rule.fault(of: "Ingrid Solberg 2026")?.contains("guessed early") == true)
    }
}
