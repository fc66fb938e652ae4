/// What the operator of the demonstration publishes for partners to sell with.
struct DemonstrationAsset {
    let title: String
    let description: String
    let kind: String
    var locale = "en"
    var version = "2026.2"
    let fileName: String
    let mediaType: String
    var audience = "ALL"
    var publishedDaysAgo = 60
    /// The file name of what took its place.
    var supersededBy: String?
    let content: [UInt8]

    static let all: [DemonstrationAsset] = logos + sheets + decks + templates + others

    private static func logo(_ ink: String, _ ground: String?) -> [UInt8] {
        let back = ground.map { "<rect width=\"320\" height=\"96\" rx=\"16\" fill=\"\($0)\"/>" } ?? ""
        return Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 96" width="320" height="96" role="img">
            <title>Portico</title>\(back)
            <g fill="none" stroke="\(ink)" stroke-width="6" stroke-linejoin="round"><path d="M20 36 52 16 84 36z"/>
            <path d="M28 40v34M44 40v34M60 40v34M76 40v34M18 80h68"/></g>
            <text x="104" y="62" font-family="Helvetica, Arial, sans-serif" font-size="40" font-weight="700" fill="\(ink)">Portico</text>
            </svg>

            """.utf8)
    }

    private static let logos = [
        DemonstrationAsset(
            title: "Portico logo", description: "For light grounds. Leave as much room around it as the roof is high.",
            kind: "LOGO", version: "3", fileName: "portico-logo.svg", mediaType: "image/svg+xml",
            publishedDaysAgo: 210, content: logo("#0b4a5e", nil)),
        DemonstrationAsset(
            title: "Portico logo, reversed", description: "For dark grounds and photographs.", kind: "LOGO",
            version: "3", fileName: "portico-logo-reversed.svg", mediaType: "image/svg+xml", publishedDaysAgo: 210,
            content: logo("#ffffff", "#0b4a5e")),
    ]

    private static func sheet(
        _ title: String, _ lines: [String], _ locale: String, _ name: String, about: String, audience: String = "ALL",
        version: String = "2026.2", supersededBy: String? = nil, publishedDaysAgo: Int = 45
    ) -> DemonstrationAsset {
        DemonstrationAsset(
            title: title, description: about, kind: "DATASHEET", locale: locale, version: version, fileName: name,
            mediaType: "application/pdf", audience: audience, publishedDaysAgo: publishedDaysAgo,
            supersededBy: supersededBy,
            content: DemonstrationPDF(title: title, isWide: false, pages: [[title] + lines]).bytes)
    }

    private static let sheets = [
        sheet(
            "System & Network Security",
            [
                "Finds weaknesses in servers, clients, printers and whatever else has an address.",
                "Scans from outside and from inside, with or without signing in.",
                "Peak usage of each period is what counts: no licence is ever short.",
            ], "en", "network-security.pdf", about: "What it finds, how it scans, how it is counted."),
        sheet(
            "System & Network Security", ["An older edition."], "en", "network-security-2025.pdf",
            about: "The edition of 2025.", version: "2025.4", supersededBy: "network-security.pdf",
            publishedDaysAgo: 400),
        sheet(
            "System- und Netzwerksicherheit",
            [
                "Findet Schwachstellen in Servern, Arbeitsplätzen, Druckern und allem, was eine Adresse hat.",
                "Prüft von außen und von innen, mit und ohne Anmeldung.",
                "Gezählt wird der höchste Stand des Zeitraums: keine Lizenz ist je zu knapp.",
            ], "de", "netzwerksicherheit.pdf", about: "Was gefunden, wie geprüft und wie gezählt wird."),
        sheet(
            "System- og nettverkssikkerhet",
            [
                "Finner svakheter i servere, klienter, skrivere og alt annet som har en adresse.",
                "Skanner utenfra og innenfra, med og uten pålogging.",
                "Det er høyeste bruk i perioden som teller: ingen lisens blir for liten.",
            ], "nb", "nettverkssikkerhet.pdf", about: "Hva den finner, hvordan den skanner og hva som telles."),
        sheet(
            "Reselling: terms and discounts",
            [
                "Contracts run for a year and renew by themselves unless cancelled.",
                "From 100 assets on the price for one falls by a tenth.",
            ], "en", "reseller-terms.pdf", about: "What a reseller earns, and when.", audience: "RESELLER"),
    ]

    private static let decks = [
        DemonstrationAsset(
            title: "Security as a service: first meeting",
            description: "Six slides for the first hour with a customer.", kind: "DECK",
            fileName: "first-meeting.pdf", mediaType: "application/pdf", audience: "MSSP", publishedDaysAgo: 20,
            content: DemonstrationPDF(
                title: "Security as a service", isWide: true,
                pages: [
                    ["Security as a service"],
                    ["What happened last year", "Three of four attacks began with a known weakness."],
                    ["What we do", "Scan every day", "Explain what matters", "Show that it was mended"],
                    ["What you see", "One portal", "Usage by period", "Whom to call"],
                    ["What it costs", "What you use, counted once a period"],
                    ["What comes next", "A scan of one network, this week"],
                ]
            ).bytes),
        DemonstrationAsset(
            title: "Première rencontre", description: "Trois diapositives pour une première heure.", kind: "DECK",
            locale: "fr", fileName: "premiere-rencontre.pdf", mediaType: "application/pdf", audience: "MSSP",
            publishedDaysAgo: 12,
            content: DemonstrationPDF(
                title: "Première rencontre", isWide: true,
                pages: [
                    ["La sécurité, tous les jours"], ["Ce que nous faisons", "Analyser, expliquer, vérifier"],
                    ["La suite", "Un premier réseau, cette semaine"],
                ]
            ).bytes),
    ]

    private static func text(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    private static let templates = [
        DemonstrationAsset(
            title: "Renewal mail", description: "For the last three months of a contract.", kind: "TEMPLATE",
            fileName: "renewal-mail.md", mediaType: "text/markdown", audience: "RESELLER", publishedDaysAgo: 90,
            content: text([
                "# Your contract ends on {date}", "", "Dear {name},", "",
                "so that nothing is left unwatched, let us talk about the next year. You use {quantity} of {bought}.",
                "", "Kind regards", "{sender}",
            ])),
        DemonstrationAsset(
            title: "ご契約更新のご案内", description: "契約満了の三か月前にお送りください。", kind: "TEMPLATE", locale: "ja",
            fileName: "renewal-mail-ja.md", mediaType: "text/markdown", publishedDaysAgo: 30,
            content: text(["# ご契約は{date}に満了します", "", "{name} 様", "", "次年度のご契約についてご相談させてください。", "", "{sender}"])),
    ]

    private static let others = [
        DemonstrationAsset(
            title: "Price list", description: "Per unit and year, without tax. Opens in any spreadsheet.",
            kind: "OTHER",
            version: "2026-07", fileName: "price-list.csv", mediaType: "text/csv", audience: "RESELLER",
            publishedDaysAgo: 140,
            content: text([
                "code,product,unit,price,currency", "NET,System & Network Security,asset,46.00,EUR",
                "PHISH,Phishing Simulation,recipient,9.50,EUR", "WEB,Web Application Security,application,356.00,EUR",
            ])),
        DemonstrationAsset(
            title: "How to win a lead", description: "What to say in the first call, and when to call.", kind: "OTHER",
            version: "1", fileName: "how-to-win-a-lead.txt", mediaType: "text/plain", audience: "LEAD_BUYER",
            publishedDaysAgo: 75,
            content: text([
                "Call within the hour: after a day, half of them have bought elsewhere.",
                "Ask what happened, before you say what you sell.", "Offer one next step, with a day and an hour.",
            ])),
        DemonstrationAsset(
            title: "Price list", description: "From the first of the year after next month.", kind: "OTHER",
            version: "2027-01", fileName: "price-list-2027.csv", mediaType: "text/csv", publishedDaysAgo: -20,
            content: text([
                "code,product,unit,price,currency", "NET,System & Network Security,asset,47.00,EUR",
                "PHISH,Phishing Simulation,recipient,9.80,EUR", "WEB,Web Application Security,application,362.00,EUR",
            ])),
    ]
}
