import Postgres
import SQLText
import TestSupport
import Testing

/// The partner kit: files under what they are, assets that say nothing else of them.
@Suite struct PartnerKitTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN; insert into partner_kit_file (sha256, content) values (\(Self.digest), 'four')")
    }

    private static let digest = "encode(sha256('four'), 'hex')"

    /// An asset with one value in the place of a usual one.
    private static func asset(_ column: String = "title", _ value: String = "'Four'") -> String {
        let usual = [
            "title": "'Four'", "kind": "'OTHER'", "locale": "'en'", "version": "'1'", "file_name": "'four.txt'",
            "media_type": "'text/plain'", "sha256": digest, "size": "4",
        ]
        let row = usual.merging([column: value]) { $1 }.sorted { $0.key < $1.key }
        return """
            insert into partner_kit_asset (\(row.map(\.key).joined(separator: ", ")))
            values (\(row.map(\.value).joined(separator: ", ")))
            """
    }

    @Test("A file is named by its content, and holds between one byte and ten million")
    func files() throws {
        for (sha256, content, state) in [
            ("encode(sha256('five'), 'hex')", "'four'", "23514"), ("encode(sha256(''), 'hex')", "''", "23514"),
            (Self.digest, "'four'", "23505"),
            ("encode(sha256(b), 'hex')", "b from (select convert_to(repeat('x', 10485761), 'UTF8') b) b", "23514"),
        ] {
            try session.execute("SAVEPOINT before")
            let insert = "insert into partner_kit_file (sha256, content) select \(sha256), \(content)"
            #expect(try session.refusal(of: insert) == state, "\(content.prefix(20))")
            try session.execute("ROLLBACK TO before")
        }
    }

    @Test(
        "An asset that a header, an address or a browser could misread is refused",
        arguments: [
            ("media_type", "'text/html'"), ("media_type", "'image/svg+xml; x'"), ("file_name", "'four'"),
            ("file_name", "'../four.txt'"), ("file_name", "'fo\"ur.txt'"), ("file_name", "E'four.txt\\n'"),
            ("file_name", "'.four.txt'"), ("file_name", "'four..txt'"), ("locale", "'EN'"), ("locale", "'e'"),
            ("kind", "'GAME'"), ("audience", "'LEADS'"), ("title", "' Four'"), ("version", "''"),
            ("download_count", "-1"),
        ])
    func misread(column: String, value: String) throws {
        #expect(try session.refusal(of: Self.asset(column, value)) == "23514")
    }

    @Test("An asset has the size that its file has, and a file that there is")
    func sizes() throws {
        try session.execute(Self.asset())
        for (column, value) in [("size", "5"), ("sha256", "encode(sha256('none'), 'hex')")] {
            try session.execute("SAVEPOINT before")
            #expect(try session.refusal(of: Self.asset(column, value)) == "23503")
            try session.execute("ROLLBACK TO before")
        }
        #expect(try session.refusal(of: "delete from partner_kit_file where sha256 = \(Self.digest)") == "23503")
    }

    @Test("What another takes the place of is no longer current, and nothing takes its own")
    func succession() throws {
        try session.execute(Self.asset())
        let four = "update partner_kit_asset set superseded_by"
        try session.execute("\(four) = '\(World.id("kit.ALL"))' where title = 'Four'")
        #expect(
            try session.count("SELECT count(*) FROM partner_kit_asset WHERE title = 'Four' AND NOT is_current") == 1)
        #expect(try session.refusal(of: "\(four) = id where title = 'Four'") == "23514")
    }

    @Test("The app counts downloads, and changes nothing else of an asset")
    func counting() throws {
        try session.execute("ROLLBACK; BEGIN")
        let app = try World.shared.get().app()
        try app.execute("BEGIN; SELECT kit_downloaded('\(World.id("kit.MSSP"))')")
        try app.enter("operator")
        #expect(try app.count("SELECT download_count FROM partner_kit_asset WHERE title = 'kit.MSSP'") == 1)
        #expect(try app.refusal(of: "update partner_kit_asset set download_count = 0") == "42501")
        try app.execute("ROLLBACK")
    }
}
