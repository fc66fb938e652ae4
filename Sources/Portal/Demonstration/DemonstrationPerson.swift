/// A name as its bearer writes it, with the part before the @ in ASCII.
struct DemonstrationPerson {
    let name: String
    let mailbox: String

    /// Somebody from a country, or from anywhere where no names of it are kept.
    static func random(from country: String, using generator: inout DemonstrationGenerator) -> DemonstrationPerson {
        let choices = byCountry[country] ?? byCountry["GB"] ?? []
        let (name, mailbox) = generator.pick(choices)
        return DemonstrationPerson(name: name, mailbox: mailbox)
    }

    /// As `random`, with the last word of somebody else's name, so that a million don't share a hundred names.
    static func mixed(from country: String, using generator: inout DemonstrationGenerator) -> DemonstrationPerson {
        let first = random(from: country, using: &generator)
        let second = random(from: country, using: &generator)
        guard let gap = first.name.lastIndex(of: " "), let other = second.name.lastIndex(of: " ") else { return first }
        return DemonstrationPerson(name: String(first.name[..<gap] + second.name[other...]), mailbox: first.mailbox)
    }

    private static let nordic = [
        ("Åsa Lindström", "asa.lindstrom"), ("Bjørn Haugen", "bjorn.haugen"), ("Søren Kjær", "soren.kjaer"),
        ("Maja Öberg", "maja.oberg"), ("Sigríður Jónsdóttir", "sigridur"), ("Eero Mäkelä", "eero.makela"),
        ("Frøydis Aas", "froydis.aas"), ("Nils-Petter Dahl", "np.dahl"), ("Tiina Hämäläinen", "tiina.h"),
        ("Håkon Strand", "hakon.strand"), ("Karoline Næss", "karoline.naess"), ("Østen Warnerbring", "osten.w"),
    ]
    private static let german = [
        ("Anneliese Groß", "a.gross"), ("Jörg Kühn", "j.kuehn"), ("Dr. Sabine Weiß", "sabine.weiss"),
        ("Mehmet Özdemir", "m.oezdemir"), ("Friederike Schäfer", "f.schaefer"), ("Tobias Bäcker", "t.baecker"),
    ]
    private static let slavic = [
        ("Zdzisława Wróbel", "z.wrobel"), ("Łukasz Żółtowski", "l.zoltowski"), ("Jiří Dvořák", "jiri.dvorak"),
        ("Markéta Šťastná", "m.stastna"), ("Ágnes Szőke", "agnes.szoke"), ("Rūta Žukauskaitė", "ruta.z"),
    ]
    private static let romance = [
        ("José Muñoz", "jose.munoz"), ("Françoise Lefèvre", "f.lefevre"), ("João Gonçalves", "joao.goncalves"),
        ("Chiara D’Angelo", "chiara.dangelo"), ("Zoë Béranger", "zoe.beranger"), ("Iñigo Peña", "inigo.pena"),
    ]
    private static let cyrillic = [
        ("Иван Петров", "ivan.petrov"), ("Олена Шевченко", "olena.shevchenko"), ("Георги Димитров", "g.dimitrov"),
        ("Юлія Ґалаґан", "yuliia.galagan"),
    ]
    private static let english = [
        ("Niamh O’Connor", "niamh"), ("Siobhán Ní Bhriain", "siobhan"), ("Aroha Ngata", "aroha.ngata"),
        ("Chukwuemeka Okafor", "c.okafor"), ("Grace Mackenzie", "grace.mackenzie"), ("Rhys ap Gwilym", "rhys"),
        ("X Æ Brown-Smythe", "x.brown"), ("Priya Raman", "priya.raman"),
    ]

    private static let byCountry: [String: [(String, String)]] = [
        "NO": nordic, "SE": nordic, "DK": nordic, "FI": nordic, "IS": nordic, "EE": nordic,
        "DE": german, "AT": german, "CH": german,
        "PL": slavic, "CZ": slavic, "HU": slavic, "LT": slavic,
        "FR": romance, "IT": romance, "PT": romance, "ES": romance, "BR": romance, "CA": romance,
        "BG": cyrillic, "UA": cyrillic, "GB": english,
        "GR": [("Ελένη Παπαδοπούλου", "eleni"), ("Γιώργος Νικολάου", "g.nikolaou"), ("Σοφία Δημητρίου", "sofia.d")],
        "TR": [("Zeynep Yıldız", "zeynep.yildiz"), ("Çağlar İnce", "caglar.ince"), ("Ömer Şahin", "omer.sahin")],
        "AE": [("ليلى الهاشمي", "layla"), ("عمر بن سعيد", "omar.s"), ("فاطمة الزهراء", "fatima")],
        "IL": [("נועה לוי", "noa.levi"), ("יוסף כהן", "yosef"), ("תמר מזרחי", "tamar")],
        "IN": [("अनन्या शर्मा", "ananya"), ("राजेश कुमार", "rajesh.kumar"), ("மீனா சுந்தரம்", "meena.s")],
        "TH": [("สมชาย ใจดี", "somchai"), ("กนกวรรณ ศรีสุข", "kanokwan"), ("ณัฐพล วงศ์ไทย", "nattapon")],
        "VN": [("Nguyễn Thị Hương", "huong.nguyen"), ("Trần Văn Đức", "duc.tran"), ("Phạm Quỳnh", "quynh.pham")],
        "KR": [("김민서", "minseo.kim"), ("이도윤", "doyun.lee"), ("박지우", "jiwoo.park"), ("최서연", "seoyeon")],
        "CN": [("王秀英", "wang.xiuying"), ("李伟", "li.wei"), ("张敏", "zhang.min"), ("陈静", "chen.jing")],
        "TW": [("林雅婷", "lin.yating"), ("陳冠宇", "chen.kuanyu"), ("張家豪", "chang.chiahao")],
        "JP": [
            ("佐藤 翔太", "sato.shota"), ("鈴木 陽菜", "suzuki.hina"), ("田中 裕子", "tanaka.yuko"),
            ("伊藤 大輔", "ito.daisuke"), ("中村 さくら", "nakamura.sakura"), ("小林 蓮", "kobayashi.ren"),
        ],
    ]
}
