import Cryptography
import Execution
import Portal
import Testing

@Suite("D0-51 D2-11 The files of the partner kit")
struct PartnerKitFileTests {
    private static let everything = """
        { partnerKit(first: 100, filter: {isCurrent: {}}) { nodes { id title fileName mediaType sha256 size } } }
        """

    private struct Asset {
        let id: String
        let fileName: String
        let sha256: String
    }

    private func assets(_ engine: Engine, _ credential: Credential) async throws -> [Asset] {
        let answer = try await engine.ask(Self.everything, as: credential)
        let nodes = answer.at("partnerKit", "nodes") as? [[String: Any]] ?? []
        return nodes.compactMap { node in
            guard let id = node["id"] as? String, let name = node["fileName"] as? String,
                let sha256 = node["sha256"] as? String
            else { return nil }
            return Asset(id: id, fileName: name, sha256: sha256)
        }
    }

    private func ask(
        _ files: PartnerKitFiles, _ id: String, _ name: String, _ credential: Credential, isDownload: Bool = false,
        isKnown: @escaping @Sendable (String) -> Bool = { _ in false }
    ) async -> PartnerKitFile? {
        let request = PartnerKitRequest(id: id, fileName: name, isDownload: isDownload, isKnown: isKnown)
        let context = RequestContext(requestID: "test", clientAddress: "127.0.0.1")
        guard case .file(let file) = await files.answer(request, as: credential, context: context) else { return nil }
        return file
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("everybody gets the bytes of exactly the assets that the API shows")
    func sameAsTheField() async throws {
        let audiences = try await Audiences.shared.value
        let files = PartnerKitFiles(engine: audiences.plain, database: audiences.portal.database)
        let all = try await assets(audiences.plain, audiences.credential(.operator))
        #expect(all.count >= 14)
        for viewer in TestViewer.allCases {
            let credential = audiences.credential(viewer)
            let visible = Set(try await assets(audiences.plain, credential).map(\.id))
            for asset in all {
                let file = await ask(files, asset.id, asset.fileName, credential)
                #expect((file != nil) == visible.contains(asset.id), "\(viewer) \(asset.fileName)")
                if let content = file?.content { #expect(hexadecimal(sha256(content)) == asset.sha256) }
            }
        }
        #expect(try await assets(audiences.plain, audiences.credential(.marketing)).count < all.count)
    }

    @Test("another name, another id and no id at all find nothing")
    func nothing() async throws {
        let audiences = try await Audiences.shared.value
        let files = PartnerKitFiles(engine: audiences.plain, database: audiences.portal.database)
        let admin = audiences.credential(.admin)
        let shown = try await assets(audiences.plain, admin)
        let asset = try #require(shown.first)
        let other = try #require(shown.last)
        #expect(await ask(files, asset.id, asset.fileName, admin) != nil)
        for (id, name) in [
            (asset.id, other.fileName), (asset.id, ""), (asset.id, asset.fileName.uppercased()), ("", asset.fileName),
            ("nothing", asset.fileName), ("\u{0}", asset.fileName), (asset.id + "A", asset.fileName),
        ] {
            #expect(await ask(files, id, name, admin) == nil)
        }
    }

    @Test("a download counts, a look at it doesn't, and who has the file gets no bytes")
    func counting() async throws {
        let audiences = try await Audiences.shared.value
        let files = PartnerKitFiles(engine: audiences.plain, database: audiences.portal.database)
        let marketing = audiences.credential(.marketing)
        let asset = try #require(try await assets(audiences.plain, marketing).first { $0.fileName.hasSuffix(".svg") })
        func count() async throws -> Int? {
            let question = "{ partnerKitAsset(id: \"\(asset.id)\") { downloadCount } }"
            let answer = try await audiences.plain.ask(question, as: audiences.credential(.operator))
            return answer.at("partnerKitAsset", "downloadCount") as? Int
        }
        let before = try #require(try await count())
        #expect(await ask(files, asset.id, asset.fileName, marketing)?.content != nil)
        let digest = asset.sha256
        let known = await ask(files, asset.id, asset.fileName, marketing, isDownload: true) { $0 == digest }
        #expect(known != nil && known?.content == nil)
        #expect(try await count() == before)
        #expect(await ask(files, asset.id, asset.fileName, marketing, isDownload: true)?.content != nil)
        #expect(try await count() == before + 1)
    }

    /// Filters, and whether what was superseded is among what they leave.
    static let filters: [(filter: String, isThere: Bool)] = [
        ("", false), ("(filter: {})", false), ("(filter: {kind: {eq: DATASHEET}})", false),
        ("(filter: {isCurrent: {}})", true), ("(filter: {isCurrent: {eq: false}})", true),
        ("(filter: {kind: {eq: DATASHEET}, isCurrent: {}})", true), ("(filter: {search: \"EDITION\"})", false),
        ("(filter: {search: \"EDITION\", isCurrent: {}})", true),
        ("(filter: {kind: {eq: LOGO}, isCurrent: {}})", false),
    ]

    @Test("what was superseded is listed only for who asks for it", arguments: filters)
    func superseded(filter: String, isThere: Bool) async throws {
        let audiences = try await Audiences.shared.value
        let answer = try await audiences.plain.ask(
            "{ partnerKit\(filter) { nodes { title supersededBy { fileName } } } }", as: audiences.credential(.admin))
        #expect(answer.codes == [])
        #expect(answer.text.contains("\"fileName\":\"network-security.pdf\"") == isThere, "\(answer)")
    }
}
