package import JSONText

// The documents that the daemon writes for every change of an exchange and for every answer about one. The text is what
// `JSONEncoder` writes with sorted keys and unescaped slashes; a test compares the two.

extension ExchangeListDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.exchanges, exchanges)
            writer.member(CodingKeys.next, next)
        }
    }
}

extension ExchangeDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.account, account)
            writer.member(CodingKeys.address, address)
            writer.member(CodingKeys.answeredBy, answeredBy)
            writer.member(CodingKeys.choices, choices)
            writer.member(CodingKeys.clientName, clientName)
            writer.member(CodingKeys.confirmed, confirmed)
            writer.member(CodingKeys.deviceInfo, deviceInfo)
            writer.member(CodingKeys.endedBy, endedBy?.rawValue)
            writer.member(CodingKeys.enrollment, enrollment)
            writer.member(CodingKeys.expiresAt, expiresAt)
            writer.member(CodingKeys.failure, failure)
            writer.member(CodingKeys.id, id)
            writer.member(CodingKeys.message, message)
            writer.member(CodingKeys.operation, operation)
            writer.member(CodingKeys.reason, reason)
            writer.member(CodingKeys.receivedAt, receivedAt)
            writer.member(CodingKeys.reference, reference)
            writer.member(CodingKeys.state, state.rawValue)
            writer.member(CodingKeys.sub, sub)
            writer.member(CodingKeys.tenantKey, tenantKey)
            writer.member(CodingKeys.tenantName, tenantName)
            writer.member(CodingKeys.updatedAt, updatedAt)
            writer.member(CodingKeys.verificationType, verificationType)
            writer.member(CodingKeys.version, version)
        }
    }
}

extension OperationDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.attempt, attempt)
            writer.member(CodingKeys.name, name)
            writer.member(CodingKeys.since, since)
        }
    }
}

extension CallerDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.memberIfPresent(CodingKeys.exe, exe)
            writer.member(CodingKeys.pid, pid)
        }
    }
}

extension FailureDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.code, code)
            writer.member(CodingKeys.detail, detail)
            writer.memberIfPresent(CodingKeys.words, words)
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
            writer.member(CodingKeys.latitude, latitude)
            writer.member(CodingKeys.longitude, longitude)
            writer.memberIfPresent(CodingKeys.region, region)
            writer.memberIfPresent(CodingKeys.street, street)
            writer.memberIfPresent(CodingKeys.zipcode, zipcode)
        }
    }
}

extension DeviceInfoDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.browser, browser)
            writer.memberIfPresent(CodingKeys.deviceMake, deviceMake)
            writer.memberIfPresent(CodingKeys.deviceModel, deviceModel)
            writer.member(CodingKeys.engine, engine)
            writer.memberIfPresent(CodingKeys.ipAddress, ipAddress)
            writer.memberIfPresent(CodingKeys.latitude, latitude)
            writer.memberIfPresent(CodingKeys.longitude, longitude)
            writer.member(CodingKeys.os, os)
            writer.memberIfPresent(CodingKeys.userAgent, userAgent)
        }
    }
}

extension SoftwareDocument: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(CodingKeys.name, name)
            writer.member(CodingKeys.version, version)
        }
    }
}
