/// Repeated measurements of one time.
struct Samples {
    private var sorted: [Duration]

    init(_ times: [Duration]) {
        sorted = times.sorted()
    }

    var count: Int { sorted.count }
    var median: Duration { quantile(0.5) }
    var p99: Duration { quantile(0.99) }
    var longest: Duration { sorted.last ?? .zero }

    /// The smallest time that this share of all times does not exceed.
    private func quantile(_ share: Double) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
    var microseconds: Double { self / .microseconds(1) }
    var seconds: Double { self / .seconds(1) }
}

extension [Double] {
    var median: Double {
        isEmpty ? 0 : self.sorted()[count / 2]
    }
}

/// Measures how long something takes.
func timed(_ body: () throws -> Void) rethrows -> Duration {
    try ContinuousClock().measure(body)
}
