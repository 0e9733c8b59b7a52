package import LocalAPIModel

/// Enrollment by the link that a web page shows.
extension LocalAPIClient {
    /// Scans a link: the server gets to know this device, and gives the numbers to choose from.
    package func scan(_ request: ScanRequest) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await call(.post, ["enrollments", "scan"], request, extra: Self.serverTime)
    }

    /// One enrollment by a link.
    package func scan(_ id: String) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await get(["enrollments", "scan", id])
    }

    /// Gives up an enrollment by a link; the server is told.
    package func cancelScan(_ id: String) async throws(LocalAPIError) {
        try await delete(["enrollments", "scan", id], extra: Self.serverTime)
    }

    /// Enrolls this device with the token of the user's login.
    package func login(_ request: LoginRequest) async throws(LocalAPIError) -> EnrollmentDocument {
        try await call(.post, ["enrollments", "login"], request, extra: .seconds(60))
    }

    /// Gives the number that the web page shows, and waits up to 30 seconds for the outcome.
    /// - Returns: the enrollment as `enrolled`, or as `verifying` if it takes longer; the daemon goes on with it.
    package func verifyScan(_ id: String, number: String) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await call(
            .post, ["enrollments", "scan", id, "verify"], VerifyRequest(passcode: number), extra: .seconds(30))
    }
}
