import FoundationEssentials

/// A request of the device.
struct WireRequest {
    let path: String
    /// The exchange id that the request spends; empty if it spends none.
    let exchangeID: String

    /// Removes a complete request from the start of the received bytes; `nil` while it is incomplete.
    init?(_ bytes: inout [UInt8]) {
        guard let end = bytes.endOfHead else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let size = end + (head.number(of: "content-length") ?? 0)
        guard bytes.count >= size else { return nil }
        path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        exchangeID = String(decoding: bytes[end..<size], as: UTF8.self).quoted(after: "\"exchange_id\":") ?? ""
        bytes.removeFirst(size)
    }

    /// The guide's paths end in the step's name.
    var step: Wire.Step? {
        guard path.hasPrefix("/verification-srv/authentication/push/") else { return nil }
        return path.split(separator: "/").last.flatMap { Wire.Step(rawValue: String($0)) }
    }

    var isStatus: Bool { path.hasPrefix("/verification-srv/verificationstatus/") }

    var push: String? { exchangeID.count >= 36 ? String(exchangeID.prefix(36)) : nil }
}

/// The answers of the wire. Their fields are those of a real server.
enum WireAnswers {
    /// The answer for an empty pending list.
    static var nothing: [UInt8] { message("204 No Content", "") }

    static func status(after step: Wire.Step) -> String {
        switch step {
        case .acknowledge: "PUSH_ACKNOWLEDGED"
        case .allow: "ALLOWED"
        case .verify: "AUTHENTICATED"
        case .deny: "DENIED"
        case .cancel: "CANCELLED"
        }
    }

    static func status(_ status: String, of push: String) -> [UInt8] {
        ok("{\"sub\":\"\(Push.sub)\",\"status_id\":\"\(push)-status\",\"status\":\"\(status)\"}")
    }

    static func step(_ step: Wire.Step, push: String, exchangeID: String) -> [UInt8] {
        let expiry = Date.now.addingTimeInterval(1_800).formatted(.iso8601)
        var data = """
            "exchange_id":{"exchange_id":"\(exchangeID)-1","expires_at":"\(expiry)"},"sub":"\(Push.sub)",\
            "status_id":"\(push)-status"
            """
        switch step {
        case .acknowledge: data += "," + asking
        case .allow: data += ",\"push_random_numbers\":[\"12\",\"55\",\"73\",\"90\"]"
        case .deny, .verify, .cancel: break
        }
        return ok("{\(data)}")
    }

    private static let asking = """
        "client_name":"Benchmark Shop","message":"Do you want to sign in to the Benchmark Shop?",\
        "address":{"country_short":"DE","country_long":"Germany","region":"Baden-Wuerttemberg","city":"Maulbronn",\
        "zipcode":"75433","street":"Hauptstrasse","houseNo":"1","ip":"192.0.2.17","latitude":"49.0","longitude":"8.8",\
        "formattedAddress":"Hauptstrasse 1, 75433 Maulbronn, Germany"},\
        "device_info":{"user_device_id":"f0e1","device_info":{"os":"Linux","browser":"Firefox","engine":"Gecko",\
        "deviceMake":"unknown","deviceModel":"unknown","ipAddress":"192.0.2.17","lat":"49.0","lon":"8.8",\
        "userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}}
        """

    private static func ok(_ data: String) -> [UInt8] {
        message("200 OK", "{\"success\":true,\"status\":200,\"data\":\(data)}")
    }

    private static func message(_ status: String, _ body: String) -> [UInt8] {
        let length = body.isEmpty ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        return Array("HTTP/1.1 \(status)\r\nDate: \(httpDate)\r\n\(length)\r\n\(body)".utf8)
    }

    /// The current time in the form of RFC 9110, section 5.6.7.
    private static var httpDate: String {
        // "2026-01-05T10:11:12Z" has the same parts in another order.
        let parts = Date.now.formatted(.iso8601).split { "-T:Z".contains($0) }.map(String.init)
        guard parts.count == 6, let month = Int(parts[1]) else { return "" }
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = parts[3...].joined(separator: ":")
        return "Mon, \(parts[2]) \(names[month - 1]) \(parts[0]) \(time) GMT"
    }
}
