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

func tests(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + dependencies,
        exclude: [],
        swiftSettings: strict)
}

let package = Package(
    name: "portico",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "portico", targets: ["Server"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "CLinux"),

        // The two languages, which know nothing of each other.
        layer("GraphQLLanguage"),
        layer("SQLText"),

        layer("GraphQLSchema", on: ["GraphQLLanguage"]),
        layer("GraphQLValidation", on: ["GraphQLLanguage", "GraphQLSchema"]),
        layer("Cryptography", on: ["COpenSSL"]),
        layer("Postgres", on: ["SQLText", "CPQ", "CLinux"]),

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
        layer(
            "Portal",
            on: [
                "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Postgres", "Access", "Planning",
                "Execution", "Cryptography", "CJansson", .product(name: "Logging", package: "swift-log"),
            ]),
        layer(
            "PortalHTTP",
            on: [
                "GraphQLLanguage", "GraphQLSchema", "Postgres", "Access", "Execution", "Portal", "Cryptography", "CJansson",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "Server",
            dependencies: [
                "GraphQLLanguage", "GraphQLSchema", "GraphQLValidation", "SQLText", "Postgres", "Access", "Planning",
                "Execution", "Cryptography", "Portal", "PortalHTTP", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
