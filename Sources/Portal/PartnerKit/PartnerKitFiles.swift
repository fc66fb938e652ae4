import Access
public import Execution
import GraphQLSchema
import Planning
public import Postgres
import SQLText

/// The files of the partner kit: for whoever sees an asset by the API, and nobody else.
public struct PartnerKitFiles: Sendable {
    private let engine: Engine
    private let database: Database

    /// Takes what decides, and where downloads are counted.
    public init(engine: Engine, database: Database) {
        self.engine = engine
        self.database = database
    }

    /// Finds the file of an asset.
    ///
    /// The engine decides, by the one question that any client could ask; the policies decide about the bytes again.
    public func answer(
        _ request: PartnerKitRequest, as credential: Credential, context: RequestContext
    ) async -> PartnerKitAnswer {
        let question = GraphQLRequest(
            query: Self.question, variables: JSONObject([("id", .string(request.id))]), queriesOnly: true)
        let answer = await engine.answer(question, as: credential, context: context)
        switch answer.outcome {
        case .data: break
        case .refused(let code) where Self.passing.contains(code):
            return .unavailable(diagnosis: answer.diagnosis ?? code.rawValue)
        case .refused, .partial, .notAQuery, .credentialRefused: return .missing
        }
        guard let asset = Asset(answer.body), asset.fileName == request.fileName else { return .missing }
        if request.isKnown(asset.sha256) { return .file(asset.file(nil)) }
        do {
            let statement = BoundStatement(Self.bytes, [.text(asset.sha256)])
            let rows = try await engine.rows(of: statement, as: credential, context: context)
            guard let rows, rows.rowCount == 1, let content = rows.bytea(0, 0) else { return .missing }
            if request.isDownload, let row = GlobalID(request.id)?.row { try await count(row) }
            return .file(asset.file(content))
        } catch {
            return .unavailable(diagnosis: String(reflecting: error))
        }
    }

    private func count(_ asset: RowID) async throws {
        let statement = BoundStatement(Self.downloaded, [.uuid(asset)])
        _ = try await database.transaction(deadline: .seconds(5)) { try await $0.run([statement]) }
    }

    private static let question = Array(
        "query KitFile($id: ID!) { partnerKitAsset(id: $id) { fileName mediaType sha256 } }".utf8)
    private static let bytes = Statement(
        text: "SELECT content FROM partner_kit_file WHERE sha256 = $1", parameterTypes: [.text])
    private static let downloaded = Statement(text: "SELECT kit_downloaded($1)", parameterTypes: [.uuid])
    /// What says nothing about the asset, and may be otherwise a moment later.
    private static let passing: Set<ErrorCode> = [.unavailable, .timeout, .rateLimited, .internal]

    /// What the engine says of an asset.
    private struct Asset {
        let fileName: String
        let mediaType: String
        let sha256: String

        init?(_ body: [UInt8]) {
            guard case .object(let response)? = try? JSONReader().read(body),
                case .object(let data)? = response["data"], case .object(let asset)? = data["partnerKitAsset"],
                case .string(let fileName)? = asset["fileName"], case .string(let mediaType)? = asset["mediaType"],
                case .string(let sha256)? = asset["sha256"]
            else { return nil }
            self.fileName = fileName
            self.mediaType = mediaType
            self.sha256 = sha256
        }

        func file(_ content: [UInt8]?) -> PartnerKitFile {
            PartnerKitFile(name: fileName, mediaType: mediaType, sha256: sha256, content: content)
        }
    }
}
