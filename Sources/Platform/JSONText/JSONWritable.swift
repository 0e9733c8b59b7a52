/// A value that ``JSONWriter`` can write.
package protocol JSONWritable {
    /// Writes this as one value.
    func write(to writer: inout JSONWriter)
}

extension JSONWritable {
    /// This value as JSON, in UTF-8.
    package var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}
