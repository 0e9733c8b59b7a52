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

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
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
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The device, from the pure core outwards.
        .target(name: "PushExchange", path: "Sources/Device/PushExchange", swiftSettings: strict),
        .target(
            name: "PushStore", dependencies: ["PushExchange", "JSONText", "SQLite"], path: "Sources/Device/PushStore",
            swiftSettings: strict
        ),
        .target(
            name: "VerificationClient",
            dependencies: ["PushExchange", "WebClient", httpClient, nioCore, nioHTTP1],
            path: "Sources/Device/VerificationClient", swiftSettings: strict
        ),
        .target(
            name: "PushEngine",
            dependencies: ["PushExchange", "PushStore", "VerificationClient", "Settings", "CrashPoints", lifecycle],
            path: "Sources/Device/PushEngine", swiftSettings: strict
        ),
        .target(
            name: "PushInbox",
            dependencies: ["PushExchange", "JSONText", "UnixListener", nioCore, nioPosix, logging, lifecycle],
            path: "Sources/Device/PushInbox", swiftSettings: strict
        ),
        .target(
            name: "OpenIDLogin",
            dependencies: [
                "PushExchange", "Settings", "WebClient", httpClient, crypto, nioCore, nioPosix, nioHTTP1,
            ],
            path: "Sources/Device/OpenIDLogin", swiftSettings: strict
        ),

        // The local API: what both ends share, then the two ends.
        .target(
            name: "LocalAPIModel", dependencies: ["JSONText"], path: "Sources/LocalAPI/Model", swiftSettings: strict
        ),
        .target(
            name: "LocalAPIClient", dependencies: ["LocalAPIModel", nioCore, nioPosix, nioHTTP1],
            path: "Sources/LocalAPI/Client", swiftSettings: strict
        ),
        .target(
            name: "LocalAPIServer",
            dependencies: [
                "LocalAPIModel", "JSONText", "UnixListener", hummingbird, hummingbirdCore, httpTypes, nioCore, nioPosix,
                nioHTTP1, logging, lifecycle,
            ],
            path: "Sources/LocalAPI/Server", exclude: ["openapi.yaml"], swiftSettings: strict
        ),

        // What people read and see.
        .target(
            name: "Messages", dependencies: ["PushExchange", "LocalAPIModel", "LocalAPIClient", "Settings"],
            path: "Sources/Presentation/Messages",
            swiftSettings: strict
        ),
        .target(
            name: "SignInModel", dependencies: ["LocalAPIModel", "Messages"], path: "Sources/Presentation/SignInModel",
            swiftSettings: strict
        ),
        .target(
            name: "TextLayout", dependencies: ["LocalAPIModel", "Messages"], path: "Sources/Presentation/TextLayout",
            swiftSettings: strict
        ),
        .target(
            name: "PromptModel", dependencies: ["LocalAPIModel", "Messages", "SignInModel"],
            path: "Sources/Presentation/PromptModel", swiftSettings: strict
        ),
        .target(
            name: "WatchModel",
            dependencies: ["LocalAPIModel", "LocalAPIClient", "Messages", "SignInModel", "TextLayout"],
            path: "Sources/Presentation/WatchModel", swiftSettings: strict
        ),

        // The system around them.
        .systemLibrary(
            name: "CSQLite", path: "Sources/Platform/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(
            name: "SQLite", dependencies: ["CSQLite"], path: "Sources/Platform/SQLite", swiftSettings: strict
        ),
        .target(name: "JSONText", path: "Sources/Platform/JSONText", swiftSettings: strict),
        .target(
            name: "Settings", dependencies: ["PushExchange"], path: "Sources/Platform/Settings", swiftSettings: strict
        ),
        .target(
            name: "WebClient",
            dependencies: [
                "PushExchange", "Settings", "CrashPoints", httpClient, nioCore, nioPosix, nioHTTP1, nioTLS, nioSSL,
            ],
            path: "Sources/Platform/WebClient", swiftSettings: strict
        ),
        .target(name: "CrashPoints", path: "Sources/Platform/CrashPoints", swiftSettings: strict),
        .target(
            name: "EventLoopExecutor", dependencies: [nioCore], path: "Sources/Platform/EventLoopExecutor",
            swiftSettings: strict
        ),
        .target(
            name: "UnixListener", dependencies: [nioCore, nioPosix, logging, lifecycle],
            path: "Sources/Platform/UnixListener", swiftSettings: strict
        ),
        .systemLibrary(
            name: "CSystemd", path: "Sources/Platform/CSystemd", pkgConfig: "libsystemd",
            providers: [.apt(["libsystemd-dev"])]
        ),
        .target(
            name: "Systemd", dependencies: ["CSystemd", "EventLoopExecutor", logging, nioCore],
            path: "Sources/Platform/Systemd", swiftSettings: strict
        ),

        // The programs.
        .executableTarget(
            name: "smartpushd",
            dependencies: [
                "PushExchange", "PushStore", "VerificationClient", "PushEngine", "PushInbox", "LocalAPIModel",
                "LocalAPIServer", "Messages", "JSONText", "Settings", "WebClient", "UnixListener", "EventLoopExecutor",
                "Systemd", lifecycle, unixSignals, logging, nioCore, nioPosix, argumentParser,
            ],
            path: "Sources/Programs/smartpushd", swiftSettings: strict
        ),
        .executableTarget(
            name: "smartpush",
            dependencies: [
                "LocalAPIModel", "LocalAPIClient", "LoginPageClient", "Messages", "SignInModel", "TextLayout",
                "WatchModel", "PushExchange", "Settings", "WebClient", "OpenIDLogin", argumentParser, subprocess,
                unixSignals, httpClient, nioCore, nioPosix, nioHTTP1,
            ],
            path: "Sources/Programs/smartpush", swiftSettings: strict
        ),
        .executableTarget(
            name: "smartpush-prompt",
            dependencies: [
                "PromptModel", "SignInModel", "LocalAPIModel", "LocalAPIClient", "Messages", "Settings",
                "EventLoopExecutor", "Systemd", argumentParser, unixSignals, logging, nioCore, nioPosix,
            ],
            path: "Sources/Programs/smartpush-prompt", swiftSettings: strict
        ),
        .executableTarget(
            name: "smartpush-sim",
            dependencies: [
                "VerificationServer", "SimulatorHTTP", "LoginPageClient", "LocalAPIModel", "LocalAPIClient", "Messages",
                "SignInModel", argumentParser, subprocess, lifecycle, unixSignals, logging, nioPosix,
            ],
            path: "Sources/Programs/smartpush-sim", swiftSettings: strict
        ),

        // The other end, for tests and demonstrations: what its parts share, then the parts.
        .target(
            name: "SimulatorHTTP", dependencies: [hummingbird, httpTypes], path: "Sources/Simulator/SimulatorHTTP",
            swiftSettings: strict
        ),
        .target(
            name: "OpenIDProvider", dependencies: ["SimulatorHTTP", httpTypes, crypto, cryptoExtras],
            path: "Sources/Simulator/OpenIDProvider", swiftSettings: strict
        ),
        .target(
            name: "Web", dependencies: ["SimulatorHTTP", httpTypes], path: "Sources/Simulator/Web",
            resources: [.embedInCode("Assets")], swiftSettings: strict
        ),
        .target(
            name: "VerificationServer",
            dependencies: [
                "SimulatorHTTP", "OpenIDProvider", "Web", hummingbird, hummingbirdCore,
                .product(name: "HummingbirdTLS", package: "hummingbird"), httpTypes, nioCore, nioPosix, nioSSL,
                subprocess, logging, lifecycle,
            ],
            path: "Sources/Simulator/VerificationServer", exclude: ["openapi.yaml"], swiftSettings: strict
        ),
        // What a login page calls on a verification server, this one or another.
        .target(
            name: "LoginPageClient", dependencies: ["LocalAPIClient"], path: "Sources/Simulator/LoginPageClient",
            swiftSettings: strict
        ),

        // Tests: they lie where what they test lies in Sources, and a target's tests carry its name.
        .target(
            name: "TestSupport",
            dependencies: ["LocalAPIModel", "LocalAPIClient", subprocess, nioCore, nioPosix, nioSSL],
            path: "Tests/Support", exclude: ["programs.sh"], swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", path: "Tests/Architecture", swiftSettings: strict),
        .testTarget(
            name: "PushExchangeTests", dependencies: ["PushExchange"], path: "Tests/Device/PushExchange",
            swiftSettings: strict
        ),
        .testTarget(
            name: "PushStoreTests", dependencies: ["PushExchange", "PushStore", "SQLite", "TestSupport"],
            path: "Tests/Device/PushStore", exclude: ["Schemas"], swiftSettings: strict
        ),
        .testTarget(
            name: "VerificationClientTests",
            dependencies: [
                "PushExchange", "VerificationClient", "VerificationServer", "WebClient", "TestSupport", logging,
                nioCore,
                nioPosix, subprocess,
            ],
            path: "Tests/Device/VerificationClient", swiftSettings: strict
        ),
        .testTarget(
            name: "PushEngineTests",
            dependencies: [
                "PushExchange", "PushStore", "VerificationClient", "PushEngine", "EventLoopExecutor", "TestSupport",
                "SQLite", logging, nioCore, nioPosix,
            ],
            path: "Tests/Device/PushEngine", swiftSettings: strict
        ),
        .testTarget(
            name: "OpenIDLoginTests",
            dependencies: [
                "PushExchange", "Settings", "WebClient", "OpenIDLogin", "TestSupport", crypto, nioCore, nioPosix,
            ],
            path: "Tests/Device/OpenIDLogin", swiftSettings: strict
        ),
        .testTarget(
            name: "PushInboxTests",
            dependencies: [
                "PushExchange", "PushInbox", "UnixListener", "TestSupport", lifecycle, logging, nioCore, nioPosix,
            ],
            path: "Tests/Device/PushInbox", swiftSettings: strict
        ),
        .testTarget(
            name: "LocalAPIClientTests", dependencies: ["LocalAPIModel", "LocalAPIClient", nioCore, nioPosix],
            path: "Tests/LocalAPI/Client", swiftSettings: strict
        ),
        .testTarget(
            name: "LocalAPIServerTests", dependencies: ["LocalAPIModel", "LocalAPIServer"],
            path: "Tests/LocalAPI/Server", swiftSettings: strict
        ),
        .testTarget(
            name: "MessagesTests",
            dependencies: ["Messages", "PushExchange", "LocalAPIModel", "LocalAPIClient", "Settings"],
            path: "Tests/Presentation/Messages", swiftSettings: strict
        ),
        .testTarget(
            name: "SignInModelTests", dependencies: ["SignInModel", "LocalAPIModel", "Messages"],
            path: "Tests/Presentation/SignInModel", swiftSettings: strict
        ),
        .testTarget(
            name: "TextLayoutTests", dependencies: ["TextLayout"], path: "Tests/Presentation/TextLayout",
            swiftSettings: strict
        ),
        .testTarget(
            name: "PromptModelTests", dependencies: ["PromptModel", "SignInModel", "LocalAPIModel", "Messages"],
            path: "Tests/Presentation/PromptModel", swiftSettings: strict
        ),
        .testTarget(
            name: "SettingsTests", dependencies: ["PushExchange", "Settings", "TestSupport"],
            path: "Tests/Platform/Settings", swiftSettings: strict
        ),
        .testTarget(
            name: "WebClientTests",
            dependencies: [
                "PushExchange", "Settings", "WebClient", "TestSupport", httpClient, nioCore, nioPosix, subprocess,
            ],
            path: "Tests/Platform/WebClient", swiftSettings: strict
        ),
        .testTarget(
            name: "SystemdTests", dependencies: ["Systemd"], path: "Tests/Platform/Systemd", swiftSettings: strict
        ),
        .testTarget(
            name: "SQLiteTests", dependencies: ["SQLite"], path: "Tests/Platform/SQLite",
            swiftSettings: strict
        ),
        .testTarget(
            name: "JSONTextTests", dependencies: ["JSONText"], path: "Tests/Platform/JSONText", swiftSettings: strict
        ),
        .testTarget(
            name: "LocalAPIModelTests", dependencies: ["JSONText", "LocalAPIModel"], path: "Tests/LocalAPI/Model",
            swiftSettings: strict
        ),
        .testTarget(
            name: "WatchModelTests",
            dependencies: ["WatchModel", "SignInModel", "TextLayout", "LocalAPIModel", "LocalAPIClient", "Messages"],
            path: "Tests/Presentation/WatchModel", swiftSettings: strict
        ),
        .testTarget(
            name: "smartpushTests",
            dependencies: [
                "smartpush", "LocalAPIModel", "LocalAPIClient", "Messages", "PushExchange", "Settings", "SignInModel",
                "TextLayout", argumentParser, subprocess, nioCore, nioPosix,
            ],
            path: "Tests/Programs/smartpush", swiftSettings: strict
        ),
        .testTarget(
            name: "smartpushdTests",
            dependencies: [
                "smartpushd", "LocalAPIModel", "Messages", "PushExchange", "PushStore", "PushEngine", "Settings",
                logging,
            ],
            path: "Tests/Programs/smartpushd", swiftSettings: strict
        ),
        .testTarget(
            name: "smartpush-simTests",
            dependencies: [
                "smartpush-sim", "SimulatorHTTP", "VerificationServer", "SimulatorTestSupport", subprocess,
            ],
            path: "Tests/Programs/smartpush-sim", swiftSettings: strict
        ),
        .target(
            name: "SimulatorTestSupport", dependencies: ["SimulatorHTTP", "VerificationServer", subprocess],
            path: "Tests/Simulator/Support", swiftSettings: strict
        ),
        .testTarget(
            name: "VerificationServerTests",
            dependencies: [
                "SimulatorHTTP", "OpenIDProvider", "VerificationServer", "SimulatorTestSupport", subprocess, httpTypes,
                nioCore, nioPosix,
            ],
            path: "Tests/Simulator/VerificationServer", swiftSettings: strict
        ),
        .testTarget(
            name: "OpenIDProviderTests",
            dependencies: [
                "SimulatorHTTP", "OpenIDProvider", "VerificationServer", "SimulatorTestSupport", httpTypes, crypto,
                cryptoExtras,
            ],
            path: "Tests/Simulator/OpenIDProvider", swiftSettings: strict
        ),
        .testTarget(
            name: "WebTests", dependencies: ["SimulatorHTTP", "Web", "VerificationServer", "SimulatorTestSupport"],
            path: "Tests/Simulator/Web", swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "smartpush", "smartpushd", "smartpush-prompt", "smartpush-sim", "SQLite", subprocess,
            ],
            path: "Tests/EndToEnd", exclude: ["Desktop"], swiftSettings: strict
        ),
    ]
)

// Run by hand, by Tests/Benchmarks/run.sh; a user's build has nothing of it.
if Context.environment["SMARTPUSH_BENCHMARKS"] == "1" {
    package.targets += [
        .target(name: "BenchmarkReference", path: "Tests/Benchmarks/Reference"),
        .executableTarget(name: "benchmark-empty", path: "Tests/Benchmarks/Empty", swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks", dependencies: ["BenchmarkReference", "SQLite", argumentParser],
            path: "Tests/Benchmarks", exclude: ["Reference", "Empty", "history", "run.sh"], swiftSettings: strict
        ),
    ]
}

// Built by Tests/Fuzz/run.sh alone, with what libFuzzer needs to see which way an input takes.
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
        ("fuzz-answer", "Answer", ["PushExchange", "VerificationClient"]),
        ("fuzz-link", "Link", ["PushExchange"]),
        (
            "fuzz-api", "API",
            [
                "LocalAPIModel", "LocalAPIServer", "UnixListener", hummingbird, hummingbirdCore, httpTypes, logging,
                nioCore,
            ]
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
