// swift-tools-version:6.2
import PackageDescription

/// What every target is held to; see the decisions in the documentation catalog.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "smartpush",
    products: [
        .executable(name: "smartpushd", targets: ["smartpushd"]),
        .executable(name: "smartpush", targets: ["smartpush"]),
        .executable(name: "smartpush-prompt", targets: ["smartpush-prompt"]),
        .executable(name: "smartpush-sim", targets: ["smartpush-sim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The device, from the pure core outwards.
        .target(name: "PushExchange", swiftSettings: strict),
        .target(name: "CrashPoints", swiftSettings: strict),
        .target(name: "PushStore", dependencies: ["PushExchange", grdb], swiftSettings: strict),
        .target(
            name: "PushVerifier",
            dependencies: ["PushExchange", "CrashPoints", httpClient, nioCore, nioPosix, nioHTTP1, nioSSL, logging],
            swiftSettings: strict
        ),
        .target(
            name: "PushEngine",
            dependencies: ["PushExchange", "PushStore", "PushVerifier", "CrashPoints", logging, lifecycle],
            swiftSettings: strict
        ),
        .target(
            name: "PushInbox",
            dependencies: ["PushExchange", "UnixListener", nioCore, nioPosix, logging, lifecycle],
            swiftSettings: strict
        ),

        // The local API: what both ends share and the client; then the server.
        .target(name: "LocalAPI", dependencies: [nioCore, nioPosix, nioHTTP1], swiftSettings: strict),
        .target(name: "Wording", dependencies: ["LocalAPI"], swiftSettings: strict),
        .target(
            name: "LocalAPIServer",
            dependencies: [
                "LocalAPI", "UnixListener", hummingbird, hummingbirdCore, httpTypes, nioCore, nioPosix, nioHTTP1,
                logging, lifecycle,
            ],
            exclude: ["openapi.yaml"], swiftSettings: strict
        ),

        // The system around them.
        .target(name: "EventLoopExecutor", dependencies: [nioCore], swiftSettings: strict),
        .target(
            name: "UnixListener",
            dependencies: [nioCore, nioPosix, logging, lifecycle],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(
            name: "Systemd", dependencies: ["CSystemd", "EventLoopExecutor", logging, nioCore], swiftSettings: strict),

        // The programs.
        .executableTarget(
            name: "smartpushd",
            dependencies: [
                "PushExchange", "PushStore", "PushVerifier", "PushEngine", "PushInbox", "LocalAPI", "LocalAPIServer",
                "UnixListener", "EventLoopExecutor", "Systemd", configuration, lifecycle, unixSignals, logging, nioCore,
                nioPosix,
                argumentParser,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "smartpush",
            dependencies: ["LocalAPI", "Wording", argumentParser, subprocess, unixSignals, nioPosix],
            swiftSettings: strict
        ),
        .target(name: "PromptCore", dependencies: ["LocalAPI", "Wording"], swiftSettings: strict),
        .executableTarget(
            name: "smartpush-prompt",
            dependencies: [
                "PromptCore", "LocalAPI", "Wording", "EventLoopExecutor", "Systemd", argumentParser, unixSignals,
                logging, nioCore, nioPosix,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "VerificationSimulator",
            dependencies: [
                hummingbird, hummingbirdCore, .product(name: "HummingbirdTLS", package: "hummingbird"), httpTypes,
                nioCore, nioPosix, nioSSL, subprocess, logging, lifecycle, crypto, cryptoExtras,
            ],
            exclude: ["openapi.yaml"], resources: [.embedInCode("Web")], swiftSettings: strict
        ),
        .executableTarget(
            name: "smartpush-sim",
            dependencies: ["VerificationSimulator", argumentParser, lifecycle, unixSignals, logging],
            swiftSettings: strict
        ),

        // Tests: a target's tests carry its name.
        .target(
            name: "TestSupport",
            dependencies: ["LocalAPI", subprocess, nioCore, nioPosix, nioSSL],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(name: "PushExchangeTests", dependencies: ["PushExchange"], swiftSettings: strict),
        .testTarget(
            name: "PushEngineTests",
            dependencies: [
                "PushExchange", "PushStore", "PushVerifier", "PushEngine", "EventLoopExecutor", "TestSupport", grdb,
                logging, nioCore, nioPosix,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PushInboxTests",
            dependencies: [
                "PushExchange", "PushInbox", "UnixListener", "TestSupport", lifecycle, logging, nioCore, nioPosix,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PushVerifierTests",
            dependencies: [
                "PushExchange", "PushVerifier", "VerificationSimulator", "TestSupport", logging, nioCore, nioPosix,
                subprocess,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PushStoreTests", dependencies: ["PushExchange", "PushStore", "TestSupport", grdb],
            exclude: ["Schemas"], swiftSettings: strict
        ),
        .testTarget(
            name: "VerificationSimulatorTests",
            dependencies: [
                "VerificationSimulator", subprocess, httpTypes, nioCore, nioPosix, crypto, cryptoExtras,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PromptCoreTests", dependencies: ["PromptCore", "LocalAPI", "Wording"], swiftSettings: strict),
        .testTarget(
            name: "LocalAPITests", dependencies: ["LocalAPI", nioCore, nioPosix], swiftSettings: strict),
        .testTarget(name: "WordingTests", dependencies: ["Wording", "LocalAPI"], swiftSettings: strict),
        .testTarget(
            name: "smartpushTests",
            dependencies: ["smartpush", "LocalAPI", "Wording", argumentParser, subprocess, nioCore, nioPosix],
            swiftSettings: strict),
        .testTarget(
            name: "smartpushdTests", dependencies: ["smartpushd", "PushExchange", "PushEngine", logging],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "smartpush", "smartpushd", "smartpush-prompt", "smartpush-sim", grdb, subprocess,
            ],
            exclude: ["Desktop"], swiftSettings: strict),
    ]
)

// Run by hand, by packaging/benchmark.sh; a user's build has nothing of it.
if Context.environment["SMARTPUSH_BENCHMARKS"] == "1" {
    package.targets += [
        .target(name: "BenchmarkReference", path: "Tests/Benchmarks/Reference"),
        .executableTarget(name: "benchmark-empty", path: "Tests/Benchmarks/Empty", swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks", dependencies: ["BenchmarkReference", grdb, argumentParser],
            path: "Tests/Benchmarks", exclude: ["Reference", "Empty"], swiftSettings: strict
        ),
    ]
}

// Built by packaging/fuzz.sh alone, with what libFuzzer needs to see which way an input takes.
if Context.environment["SMARTPUSH_FUZZ"] == "1" {
    for target in package.targets where target.type == .regular {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
    }
    package.targets.append(
        .target(
            name: "FuzzSupport", dependencies: ["FuzzDriver"], path: "Tests/Fuzz/Support", swiftSettings: strict)
    )
    package.targets.append(.target(name: "FuzzDriver", path: "Tests/Fuzz/Driver"))
    let fuzzers: [(name: String, folder: String, dependencies: [Target.Dependency])] = [
        ("fuzz-payload", "Payload", ["PushExchange"]),
        ("fuzz-answer", "Answer", ["PushExchange", "PushVerifier"]),
        ("fuzz-link", "Link", ["PushExchange"]),
        (
            "fuzz-api", "API",
            ["LocalAPI", "LocalAPIServer", "UnixListener", hummingbird, hummingbirdCore, httpTypes, logging, nioCore]
        ),
    ]
    for fuzzer in fuzzers {
        package.targets.append(
            .executableTarget(
                name: fuzzer.name, dependencies: ["FuzzSupport"] + fuzzer.dependencies,
                path: "Tests/Fuzz/\(fuzzer.folder)",
                swiftSettings: strict + [.unsafeFlags(["-sanitize=fuzzer"])],
                linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
            )
        )
    }
}
