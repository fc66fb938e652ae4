import SQLText

/// What the operator of the demonstration sells.
enum DemonstrationProduct: Int, CaseIterable {
    case network, phishing, web

    /// The same in every demonstration.
    var id: RowID { RowID(high: 0x0197_0000_0000_7000, low: 0x8000_0000_0000_0001 + UInt64(rawValue)) }

    private var code: String {
        switch self {
        case .network: "NET"
        case .phishing: "PHISH"
        case .web: "WEB"
        }
    }

    private var name: String {
        switch self {
        case .network: "System & Network Security"
        case .phishing: "Phishing Simulation"
        case .web: "Web Application Security"
        }
    }

    private var unit: String {
        switch self {
        case .network: "assets"
        case .phishing: "recipients"
        case .web: "applications"
        }
    }

    /// How many of it a customer has for each hundred assets.
    var share: Int {
        switch self {
        case .network: 100
        case .phishing: 200
        case .web: 6
        }
    }

    /// What one costs a year in a contract, in cents of a euro.
    var price: Int64 {
        switch self {
        case .network: 4_600
        case .phishing: 950
        case .web: 35_600
        }
    }

    func row(since: DemonstrationDay) -> [SQLValue] {
        [.uuid(id), .text(code), .text(name), .text(unit), .text("PEAK"), since.moment(second: 30_000)]
    }
}

extension DemonstrationBuilder {
    mutating func addProducts() {
        for product in DemonstrationProduct.allCases { add(.product, product.row(since: today.before(900))) }
    }
}
