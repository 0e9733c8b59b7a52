import PushExchange
import Testing
import VerificationClient

@Suite("A request") struct RequestTests {
    private func sent(_ pathSet: PathSet, _ send: (HTTPVerificationClient, Endpoint) async -> Void) async throws
        -> String
    {
        try await withCannedServer(.answer(http(500))) { server in
            try await withClient { client in await send(client, Device.endpoint(server.baseURL, pathSet)) }
            return try #require(server.requests.first)
        }
    }

    @Test(
        "is sent to the path of its set, with the ids in its body",
        arguments: [
            (Step.acknowledge, "authentication/push/push/acknowledge", "v2/authenticate/push_acknowledge/push"),
            (.allow, "authentication/push/allow", "v2/authenticate/allow/push"),
            (.deny(reason: "no"), "authentication/push/deny", "v2/authenticate/reject/push"),
            (.cancel(reason: "no"), "authentication/push/cancel", "v2/authenticate/cancel/push"),
            (.verify(passcode: Secret("55")), "authentication/push/verification", "v2/authenticate/authenticate/push"),
        ])
    func hasItsPath(step: Step, guide: String, v2: String) async throws {
        for (set, path) in [(PathSet.guide, guide), (.v2, v2)] {
            let request = try await sent(set) { client, endpoint in
                _ = await client.perform(step, exchangeID: Device.exchangeID, at: endpoint)
            }
            #expect(request.hasPrefix("POST /verification-srv/\(path) HTTP/1.1\r\n"))
            for (key, value) in [
                ("exchange_id", "exchange-SECRET"), ("push_id", "push-SECRET"), ("device_id", "device-SECRET"),
                ("client_id", "client-SECRET"),
            ] {
                #expect(request.contains("\"\(key)\":\"\(value)\""))
            }
            #expect(request.contains("\"reason\":\"no\"") == (step.reason != nil))
            #expect(request.contains("\"passcode\":\"55\"") == (step.name == .verify))
            #expect(request.contains("\"pass_code\":\"55\"") == (step.name == .verify))
            let head = request.lowercased()
            #expect(
                head.contains("content-type: application/json\r\n") && head.contains("user-agent: smartpush/test\r\n"))
        }
    }

    @Test("to deny or cancel always has a reason", arguments: [Step.deny(reason: nil), .cancel(reason: nil)])
    func hasAReason(step: Step) async throws {
        let request = try await sent(.guide) { client, endpoint in
            _ = await client.perform(step, exchangeID: Device.exchangeID, at: endpoint)
        }
        #expect(request.contains(step.name == .deny ? "Denied by the user" : "Cancelled by the user"))
    }

    @Test("describes the device as the published clients do") func hasHeaders() async throws {
        try await withCannedServer(.answer(http(500))) { server in
            var endpoint = Device.endpoint(server.baseURL, PathPolicy.guide)
            for (name, model) in [(nil, "desk"), ("Büro", "B?ro")] as [(String?, String)] {
                endpoint.deviceName = name
                try await withClient { [endpoint] in _ = await $0.pendingList(at: endpoint) }
                let head = try #require(server.requests.last).split(separator: "\r\n").map(String.init)
                for line in [
                    "deviceId: device-SECRET", "deviceMake: Maker", "deviceModel: \(model)", "deviceVersion: 12",
                    "Accept-Language: de-DE", "Accept-Encoding: identity", "User-Agent: smartpush/test",
                ] {
                    #expect(head.contains(line), "\(line)")
                }
            }
        }
    }

    @Test("to begin, cancel or describe an enrollment has the content that its path requires") func beginsAndGivesUp()
        async throws
    {
        for (set, paths) in [
            (
                PathSet.guide,
                ["setup/push/initiation", "setup/push/cancellation", "setup/devices"].map {
                    "/verification-actions-srv/\($0)"
                }
            ),
            (
                .v2,
                ["initiate/push", "cancel/push", "device/configured/list"].map { "/verification-srv/v2/setup/\($0)" }
            ),
        ] {
            let begin = try await sent(set) { client, endpoint in
                _ = await client.initiate(with: Secret("token-SECRET"), at: endpoint)
            }
            #expect(begin.hasPrefix("POST \(paths[0]) HTTP/1.1\r\n"))
            #expect(begin.contains("access_token: token-SECRET\r\nAuthorization: Bearer token-SECRET\r\n"))
            let cancel = try await sent(set) { client, endpoint in
                _ = await client.cancelEnrollment(Device.exchangeID, at: endpoint)
            }
            #expect(cancel.hasPrefix("POST \(paths[1]) HTTP/1.1\r\n") && cancel.contains("\"reason\":\"Cancelled by"))
            #expect(cancel.contains("\"exchange_id\":\"exchange-SECRET\"") && !cancel.contains("push_id"))
            let list = try await sent(set) { client, endpoint in _ = await client.configuredList(at: endpoint) }
            #expect(list.hasPrefix("POST \(paths[2]) HTTP/1.1\r\n") && list.contains("\"sub\":\"sub\""))
        }
    }

    @Test("for the status has its id in the path, encoded") func asksForTheStatus() async throws {
        for (set, line) in [
            (PathSet.guide, "GET /verification-srv/verificationstatus/"),
            (.v2, "POST /verification-srv/v2/notification/status/"),
        ] {
            let request = try await sent(set) { client, endpoint in
                _ = await client.status(Secret("a/../b?c=d#e%\r\nX: ü"), at: endpoint)
            }
            #expect(request.hasPrefix(line + "a%2F..%2Fb%3Fc%3Dd%23e%25%0D%0AX%3A%20%C3%BC HTTP/1.1\r\n"))
        }
    }

    @Test("of an enrollment has its path, and its exchange id in the body") func enrolls() async throws {
        let requests: [(String, String, @Sendable (HTTPVerificationClient, Endpoint) async -> Void, [String])] = [
            (
                "POST /verification-actions-srv/setup/push/scan", "POST /verification-srv/v2/setup/scan/push",
                { _ = await $0.scan(Device.exchangeID, at: $1) },
                [#""sub":"sub""#, #""exchange_id":"exchange-SECRET""#]
            ),
            (
                "POST /verification-actions-srv/setup/push/verification", "POST /verification-srv/v2/setup/enroll/push",
                { _ = await $0.enroll(Secret("55"), exchangeID: Device.exchangeID, at: $1) },
                [#""pass_code":"55""#, #""passcode":"55""#, #""exchange_id":"exchange-SECRET""#]
            ),
            (
                "DELETE /verification-actions-srv/setup/devices/push/sub",
                "DELETE /verification-srv/v2/setup/device/configured/remove/push/sub",
                { _ = await $0.unenroll(at: $1) }, [#""sub":"sub""#]
            ),
        ]
        for (guide, v2, send, body) in requests {
            for (set, line) in [(PathSet.guide, guide), (.v2, v2)] {
                let request = try await sent(set, send)
                #expect(request.hasPrefix(line + " HTTP/1.1\r\n"))
                for part in body + [#""push_id":"push-SECRET""#, #""device_id":"device-SECRET""#] {
                    #expect(request.contains(part), "\(line) has no \(part)")
                }
            }
        }
    }

    @Test("to remove a device has its user in the path, encoded") func unenrolls() async throws {
        let request = try await sent(.guide) { client, endpoint in
            var endpoint = endpoint
            endpoint.sub = "a/../b c"
            _ = await client.unenroll(at: endpoint)
        }
        #expect(request.hasPrefix("DELETE /verification-actions-srv/setup/devices/push/a%2F..%2Fb%20c HTTP/1.1\r\n"))
    }

    @Test("for the pending list and for the push id has what it needs") func asksTheRest() async throws {
        for (set, list, change) in [
            (
                PathSet.guide, "POST /verification-actions-srv/setup/devices/notifications",
                "PUT /verification-actions-srv/setup/devices"
            ),
            (
                .v2, "POST /verification-srv/v2/setup/device/pending/auth/list",
                "POST /verification-srv/v2/setup/device/update/pushid"
            ),
        ] {
            let listing = try await sent(set) { client, endpoint in _ = await client.pendingList(at: endpoint) }
            #expect(listing.hasPrefix(list + " HTTP/1.1") && listing.contains(#""sub":"sub""#))
            let changing = try await sent(set) { client, endpoint in
                _ = await client.changePushID(to: Secret("new"), at: endpoint)
            }
            #expect(changing.hasPrefix(change + " HTTP/1.1"))
            #expect(changing.contains(#""push_id":"new""#) && changing.contains(#""old_push_id":"push-SECRET""#))
        }
    }
}
