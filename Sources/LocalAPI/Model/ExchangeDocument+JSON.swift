package import JSONText

/// Documents that the daemon writes for every change of an exchange and for every answer about one.
///
/// The text is what `JSONEncoder` writes with sorted keys and unescaped slashes; a test compares the two.
package protocol JSONWritable {
    /// Writes the document as one value.
    func write(to writer: inout JSONWriter)
}

extension JSONWritable {
    /// The document as JSON, in UTF-8.
    package var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension ExchangeListDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key(CodingKeys.exchanges)
            writer.array(exchanges) { $1.write(to: &$0) }
            writer.member(CodingKeys.next, next)
        }
    }
}

extension ExchangeDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.address, address) { $1.write(to: &$0) }
            writer.member(CodingKeys.answeredBy, answeredBy) { $1.write(to: &$0) }
            writer.member(CodingKeys.choices, choices) { $0.array($1) { $0.string($1) } }
            writer.member(CodingKeys.clientName, clientName)
            writer.member(CodingKeys.deviceInfo, deviceInfo) { $1.write(to: &$0) }
            writer.member(CodingKeys.endedBy, endedBy?.rawValue)
            writer.member(CodingKeys.enrollment, enrollment)
            writer.member(CodingKeys.expiresAt, expiresAt)
            writer.member(CodingKeys.failure, failure) { $1.write(to: &$0) }
            writer.member(CodingKeys.id, id)
            writer.member(CodingKeys.message, message)
            writer.member(CodingKeys.operation, operation) { $1.write(to: &$0) }
            writer.member(CodingKeys.reason, reason)
            writer.member(CodingKeys.receivedAt, receivedAt)
            writer.member(CodingKeys.state, state.rawValue)
            writer.member(CodingKeys.sub, sub)
            writer.member(CodingKeys.tenantKey, tenantKey)
            writer.member(CodingKeys.tenantName, tenantName)
            writer.member(CodingKeys.updatedAt, updatedAt)
            writer.member(CodingKeys.verificationType, verificationType)
        }
    }
}

extension OperationDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.attempt, attempt) { $0.integer($1) }
            writer.member(CodingKeys.name, name)
            writer.member(CodingKeys.since, since)
        }
    }
}

extension CallerDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(CodingKeys.exe, exe)
            writer.member(CodingKeys.pid, pid) { $0.integer($1) }
        }
    }
}

extension FailureDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.code, code)
            writer.member(CodingKeys.detail, detail)
        }
    }
}

extension AddressDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(CodingKeys.city, city)
            writer.memberIfPresent(CodingKeys.countryLong, countryLong)
            writer.memberIfPresent(CodingKeys.countryShort, countryShort)
            writer.memberIfPresent(CodingKeys.formattedAddress, formattedAddress)
            writer.memberIfPresent(CodingKeys.houseNumber, houseNumber)
            writer.memberIfPresent(CodingKeys.ip, ip)
            writer.memberIfPresent(CodingKeys.latitude, latitude)
            writer.memberIfPresent(CodingKeys.longitude, longitude)
            writer.memberIfPresent(CodingKeys.region, region)
            writer.memberIfPresent(CodingKeys.street, street)
            writer.memberIfPresent(CodingKeys.zipcode, zipcode)
        }
    }
}

extension DeviceInfoDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(CodingKeys.browser, browser)
            writer.memberIfPresent(CodingKeys.deviceMake, deviceMake)
            writer.memberIfPresent(CodingKeys.deviceModel, deviceModel)
            writer.memberIfPresent(CodingKeys.engine, engine)
            writer.memberIfPresent(CodingKeys.ipAddress, ipAddress)
            writer.memberIfPresent(CodingKeys.latitude, latitude)
            writer.memberIfPresent(CodingKeys.longitude, longitude)
            writer.memberIfPresent(CodingKeys.os, os)
            writer.memberIfPresent(CodingKeys.userAgent, userAgent)
        }
    }
}
