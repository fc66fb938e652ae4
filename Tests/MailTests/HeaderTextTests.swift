import Foundation
import Testing

@testable import Mail

@Suite("Texts in headers (RFC 5322, RFC 2047)") struct HeaderTextTests {
    @Test(
        "What is ASCII and short stays as it is; anything else becomes encoded words",
        arguments: [
            ("Choose a new password", "Choose a new password"),
            ("Ålesund", "=?UTF-8?B?w4VsZXN1bmQ=?="),
            ("=?UTF-8?B?eA==?=", "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?="),
            ("a\r\nBcc: all@x.test", "a Bcc: all@x.test"), ("a\u{2028}b", "a b"), ("  a   b ", "a b"),
        ])
    func unstructured(text: String, header: String) {
        #expect(HeaderText.unstructured(text) == header)
    }

    @Test("A name is quoted, with what ends a quotation escaped")
    func phrase() {
        #expect(HeaderText.phrase(#"Nina "N" \ Lund"#) == #""Nina \"N\" \\ Lund""#)
        #expect(HeaderText.phrase("Ærø") == "=?UTF-8?B?w4Zyw7g=?=")
    }

    @Test(
        "However long it is, no line is longer than 76, no word ends within a character, and all of it comes back",
        arguments: ["é", "漢字", "👩‍👩‍👧‍👦", "a", "ab é"])
    func folding(part: String) throws {
        for count in 1...80 {
            let text = String(repeating: part, count: count).trimmingCharacters(in: .whitespaces)
            let lines = "Subject: \(HeaderText.unstructured(text))".components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 }, "\(text)")
            let words = lines.joined().replacing("Subject:", with: "").split(separator: " ")
            guard text.utf8.count > 66 || text.utf8.contains(where: { $0 > 0x7e }) else { continue }
            let decoded = try words.map { word in
                let base64 = word.dropFirst("=?UTF-8?B?".count).dropLast(2)
                let bytes = try #require(Data(base64Encoded: String(base64)))
                return try #require(String(validating: bytes, as: UTF8.self))
            }
            #expect(decoded.joined() == text)
        }
    }
}
