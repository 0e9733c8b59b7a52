import Synchronization

/// A limit on how much of something may be in use at once.
final class Allowance: Sendable {
    private let rest: Mutex<Int>

    init(_ all: Int) {
        rest = Mutex(all)
    }

    /// A part that is in use. It returns to the allowance when the last reference to it is gone.
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

    /// - Returns: `nil` if there is not enough left.
    func share(_ amount: Int = 1) -> Share? {
        let isLeft = rest.withLock { rest in
            guard rest >= amount else { return false }
            rest -= amount
            return true
        }
        return isLeft ? Share(amount, of: self) : nil
    }
}
