// swift-tools-version: 6.2
import PackageDescription

// The layers, lowest first: a target may import only targets above it (CI builds with
// `--explicit-target-dependency-import-check error`). What each layer is for: ARCHITECTURE.md.

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

func layer(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String, on dependencies: [Target.Dependency] = [], without files: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: files,
        swiftSettings: strict)
}

let http: [Target.Dependency] = [
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let engine: [Target.Dependency] = [
    "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Access", "Planning", "Cryptography",
]

let package = Package(
    name: "portico",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "portico", targets: ["Server"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // What the C library has and Swift can't see.
        .target(name: "CLinux"),

        // The two languages, which know nothing of each other.
        layer("GraphQLLanguage"),
        layer("SQLText"),

        layer("GraphQLSchema", on: ["GraphQLLanguage"]),
        layer("GraphQLValidation", on: ["GraphQLLanguage", "GraphQLSchema"]),
        layer("Cryptography", on: ["COpenSSL"]),
        layer("Postgres", on: ["SQLText", "CPQ", "CLinux"]),
        layer("Mail", on: ["CCurl"]),
        layer("Outbound", on: ["CCurl"]),

        // Where they meet: who may see what, and which statements read it.
        layer("Access", on: ["GraphQLLanguage", "GraphQLSchema", "SQLText"]),
        layer(
            "Planning",
            on: ["GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Access", "Cryptography"]),
        layer(
            "Execution",
            on: [
                "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Postgres", "Access", "Planning",
                "Cryptography",
            ]),

        // The product.
        layer("Portal", on: engine + ["Postgres", "Execution", "Mail", "Outbound", "CJansson", logging]),
        layer(
            "PortalHTTP",
            on: ["GraphQLSchema", "Postgres", "Access", "Execution", "Portal", "Cryptography", "CZlib"] + http
                + [logging, lifecycle]),
        .executableTarget(
            name: "Server",
            dependencies: engine + ["Postgres", "Execution", "Mail", "Outbound", "Portal", "PortalHTTP"] + [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                logging, lifecycle,
            ],
            swiftSettings: strict),

        // The tests, one target a layer, and what they share.
        .target(
            name: "TestSupport", dependencies: ["Postgres", "SQLText"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("GraphQLLanguage", without: ["Cases"]),
        tests("GraphQLSchema", on: ["GraphQLLanguage"]),
        tests("GraphQLValidation", on: ["GraphQLLanguage", "GraphQLSchema"]),
        tests("SQLText"),
        tests("Cryptography", without: ["Cases"]),
        tests("Mail"),
        tests("Outbound"),
        tests("Postgres", on: ["SQLText", "CLinux", "TestSupport"]),
        tests("Access", on: ["GraphQLLanguage", "GraphQLSchema", "SQLText"]),
        tests(
            "Planning",
            on: ["GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Access", "Cryptography"],
            without: ["Cases"]),
        .testTarget(
            name: "DatabaseTests", dependencies: ["SQLText", "Postgres", "Portal", "TestSupport"],
            swiftSettings: strict),
        tests("Execution", on: engine + ["Postgres", "Outbound", "Portal", "TestSupport"]),
        tests("Portal", on: engine + ["Postgres", "Execution", "Mail", "Outbound", "COpenSSL", "TestSupport"]),
        tests(
            "PortalHTTP",
            on: engine + ["Postgres", "Execution", "Portal", "TestSupport"] + http + [logging, lifecycle]),
    ],
    swiftLanguageModes: [.v6]
)
