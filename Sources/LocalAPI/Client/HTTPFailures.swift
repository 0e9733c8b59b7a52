import NIOCore
import NIOHTTP1
import NIOPosix

extension HTTPFailure {
    /// What an error of the connection means to the caller.
    init(_ error: any Error) {
        switch error {
        case let failure as HTTPFailure: self = failure
        case is CancellationError: self = .cancelled
        case HTTPParserError.invalidEOFState, ChannelError.eof, ChannelError.ioOnClosedChannel: self = .cutShort
        case ChannelError.inputClosed, ChannelError.outputClosed, ChannelError.alreadyClosed: self = .cutShort
        case is IOError: self = .cutShort
        case let parser as HTTPParserError: self = .malformed(String(describing: parser))
        default: self = Task.isCancelled ? .cancelled : .malformed(String(describing: error))
        }
    }
}
