import Cryptography
import SQLText

extension DemonstrationBuilder {
    /// The partner kit: files first, each under what it hashes to.
    mutating func addKit() {
        let ids = Dictionary(
            DemonstrationAsset.all.map { ($0.fileName, pulse.id()) }, uniquingKeysWith: { first, _ in first })
        for asset in DemonstrationAsset.all {
            let digest = hexadecimal(sha256(asset.content))
            let published = today.before(asset.publishedDaysAgo).moment(second: 28_800)
            add(.partnerKitFile, [.text(digest), .bytea(asset.content)])
            add(
                .partnerKitAsset,
                [
                    .optional(ids[asset.fileName]), .text(asset.title), .text(asset.description), .text(asset.kind),
                    .text(asset.locale), .text(asset.version), .text(asset.fileName), .text(asset.mediaType),
                    .text(digest), .int8(Int64(asset.content.count)), .text(asset.audience), published,
                    .optional(asset.supersededBy.flatMap { ids[$0] }),
                    .int8(Int64(asset.publishedDaysAgo < 0 ? 0 : 3 + asset.publishedDaysAgo / 4)), published,
                ])
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
