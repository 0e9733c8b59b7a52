import Synchronization

/// So much of something as may be in use at once, by all together.
final class Allowance: Sendable {
    private let rest: Mutex<Int>

    init(_ all: Int) {
        rest = Mutex(all)
    }

    /// What one of them uses, given back with the last reference to it.
    final class Share: Sendable {
        private let allowance: Allowance
        private let amount: Int

        fileprivate init(_ amount: Int, of allowance: Allowance) {
            self.allowance = allowance
            self.amount = amount
        }

        deinit {
            allowance.rest.withLock { $0 += amount }
        }
    }

    /// - Returns: `nil` where there is not so much left.
    func share(_ amount: Int = 1) -> Share? {
        let isLeft = rest.withLock { rest in
            guard rest >= amount else { return false }
            rest -= amount
            return true
        }
        return isLeft ? Share(amount, of: self) : nil
    }
}
