public import Foundation
import FuzzDriver

/// Ends the process where something does not hold: that is how a fuzzer learns of it.
public func hold(_ condition: Bool, _ words: @autoclosure () -> String) {
    guard !condition else { return }
    FileHandle.standardError.write(Data("does not hold: \(words())\n".utf8))
    abort()
}

/// Whether nothing of an input can be read in what was made of it for the user or the log: no run of `length` bytes of
/// the one is in the other.
public func leaksNothing(of input: Data, in words: String, length: Int) -> Bool {
    let words = Array(words.utf8)
    guard input.count >= length, words.count >= length else { return true }
    var runs: Set<ArraySlice<UInt8>> = []
    for start in 0...(words.count - length) { runs.insert(words[start..<start + length]) }
    let input = Array(input)
    return !(0...(input.count - length)).contains { runs.contains(input[$0..<$0 + length]) }
}

/// What libFuzzer hands over.
public func data(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Data {
    guard let start = unsafe start else { return Data() }
    return unsafe Data(bytes: start, count: count)
}

/// Has libFuzzer call `target` with one input after the other, as its arguments on the command line say.
public func fuzz(_ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
    exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, target))
}
