/// A customer company as its people write it, with a name in ASCII for addresses.
struct DemonstrationCompany {
    let name: String
    let slug: String
    let country: String
    let city: String

    init(_ name: String, _ slug: String, _ country: String, _ city: String) {
        self.name = name
        self.slug = slug
        self.country = country
        self.city = city
    }

    /// The customers of Nordlys Security: the first two thirds are looked after, the rest buy through it.
    static let all: [DemonstrationCompany] = [
        .init("Fjord Shipping AS", "fjord", "NO", "Bergen"),
        .init("Ålesund Havfiske AS", "alesund-havfiske", "NO", "Ålesund"),
        .init("Göteborgs Varv AB", "goteborgs-varv", "SE", "Göteborg"),
        .init("Kalmar Papper AB", "kalmar-papper", "SE", "Kalmar"),
        .init("Rødovre Mejeri A/S", "rodovre-mejeri", "DK", "Rødovre"),
        .init("Αιγαίο Ναυτιλιακή Α.Ε.", "aigaio", "GR", "Πειραιάς"),
        .init("Saimaan Sähkö Oy", "saimaan-sahko", "FI", "Lappeenranta"),
        .init("Þingvellir Orka ehf.", "thingvellir-orka", "IS", "Reykjavík"),
        .init("Øresund Logistik ApS", "oresund-logistik", "DK", "København"),
        .init("Балкан Транс ЕООД", "balkan-trans", "BG", "Пловдив"),
        .init("Łódzki Papier Sp. z o.o.", "lodzki-papier", "PL", "Łódź"),
        .init("Moravská Ocel a.s.", "moravska-ocel", "CZ", "Ostrava"),
        .init("Dunai Gépgyár Kft.", "dunai-gepgyar", "HU", "Győr"),
        .init("Müller & Söhne Werkzeugbau GmbH", "mueller-werkzeugbau", "DE", "Stuttgart"),
        .init("Hansekontor Spedition GmbH", "hansekontor", "DE", "Hamburg"),
        .init("Crèmerie du Jura SARL", "cremerie-jura", "FR", "Besançon"),
        .init("Cantieri del Garda S.p.A.", "cantieri-garda", "IT", "Verona"),
        .init("Azulejos do Douro Lda.", "azulejos-douro", "PT", "Porto"),
        .init("Compañía Naviera Ñandú S.L.", "naviera-nandu", "ES", "Vigo"),
        .init("Van der Meer Bloemen B.V.", "vandermeer", "NL", "Aalsmeer"),
        .init("İzmir Tekstil A.Ş.", "izmir-tekstil", "TR", "İzmir"),
        .init("شركة النخيل للتجارة", "nakheel-trading", "AE", "دبي"),
        .init("גליל מערכות בע״מ", "galil-systems", "IL", "חיפה"),
        .init("हिमालय टेक्सटाइल्स प्रा. लि.", "himalaya-textiles", "IN", "देहरादून"),
        .init("กรุงเทพโลจิสติกส์ จำกัด", "krungthep-logistics", "TH", "กรุงเทพฯ"),
        .init("Công ty Sông Hồng", "song-hong", "VN", "Hà Nội"),
        .init("한빛전자 주식회사", "hanbit", "KR", "수원"),
        .init("海山科技有限公司", "haishan-tech", "CN", "深圳"),
        .init("株式会社さくら物流", "sakura-butsuryu", "JP", "横浜"),
        .init("O’Connor & Daughters Ltd.", "oconnor", "IE", "Galway"),
        .init("Isle of Skye Textiles Ltd.", "skye-textiles", "GB", "Portree"),
        .init("Québec Aluminium Inc.", "quebec-aluminium", "CA", "Saguenay"),
        .init("Tromsø Biotek AS", "tromso-biotek", "NO", "Tromsø"),
        .init("Stavanger Subsea AS", "stavanger-subsea", "NO", "Stavanger"),
        .init("Dalarna Timmer AB", "dalarna-timmer", "SE", "Falun"),
        .init("Aarhus Vindkraft A/S", "aarhus-vindkraft", "DK", "Aarhus"),
        .init("Turun Telakka Oy", "turun-telakka", "FI", "Turku"),
        .init("Київські Мережі ТОВ", "kyivski-merezhi", "UA", "Київ"),
        .init("Bodensee Optik AG", "bodensee-optik", "CH", "Romanshorn"),
        .init("Wiener Kaffeehandel GmbH", "wiener-kaffee", "AT", "Wien"),
        .init("Bretagne Conserves SAS", "bretagne-conserves", "FR", "Quimper"),
        .init("Oliveto Toscano S.r.l.", "oliveto-toscano", "IT", "Lucca"),
        .init("Vilniaus Lazeriai UAB", "vilniaus-lazeriai", "LT", "Vilnius"),
        .init("Tallinna Sadamad OÜ", "tallinna-sadamad", "EE", "Tallinn"),
        .init("Nova Scotia Fisheries Ltd.", "ns-fisheries", "CA", "Halifax"),
        .init("Kōwhai Dairy Ltd.", "kowhai-dairy", "NZ", "Hamilton"),
        .init("Lagos Cold Chain Ltd.", "lagos-cold-chain", "NG", "Lagos"),
        .init("São Paulo Café S.A.", "sp-cafe", "BR", "São Paulo"),
    ]

    /// The customers of Kumo Networks, which Nordlys must never see.
    static let kumo: [DemonstrationCompany] = [
        .init("株式会社あおぞら製作所", "aozora", "JP", "名古屋"),
        .init("北海水産株式会社", "hokkai-suisan", "JP", "札幌"),
        .init("みどり建設株式会社", "midori-kensetsu", "JP", "仙台"),
        .init("東海精密工業株式会社", "tokai-seimitsu", "JP", "浜松"),
        .init("ひかり印刷株式会社", "hikari-insatsu", "JP", "大阪"),
        .init("琉球ガラス工房", "ryukyu-glass", "JP", "那覇"),
        .init("京都茶舗株式会社", "kyoto-chaho", "JP", "京都"),
        .init("瀬戸内海運株式会社", "setouchi-kaiun", "JP", "広島"),
        .init("서울로봇 주식회사", "seoul-robot", "KR", "서울"),
        .init("부산해운 주식회사", "busan-marine", "KR", "부산"),
        .init("臺灣晶圓材料股份有限公司", "taiwan-wafer", "TW", "新竹"),
        .init("Formosa Bicycles Co.", "formosa-bicycles", "TW", "臺中"),
    ]
}
