public import Foundation
import FuzzDriver

/// Ends the process if a condition is not met. The fuzzer reports that as a crash.
public func hold(_ condition: Bool, _ words: @autoclosure () -> String) {
    guard !condition else { return }
    FileHandle.standardError.write(Data("does not hold: \(words())\n".utf8))
    abort()
}

/// Whether a text for the user or the log does not quote the input: they have no sequence of `length` bytes in common.
public func leaksNothing(of input: Data, in words: String, length: Int) -> Bool {
    let words = Array(words.utf8)
    guard input.count >= length, words.count >= length else { return true }
    var runs: Set<ArraySlice<UInt8>> = []
    for start in 0...(words.count - length) { runs.insert(words[start..<start + length]) }
    let input = Array(input)
    return !(0...(input.count - length)).contains { runs.contains(input[$0..<$0 + length]) }
}

/// The input from libFuzzer.
public func data(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Data {
    guard let start = unsafe start else { return Data() }
    return unsafe Data(bytes: start, count: count)
}

/// Makes libFuzzer call `target` with one input after the other. The arguments on the command line are libFuzzer's.
public func fuzz(_ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt) -> Never {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
    exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, target))
}
