package import LocalAPIModel

/// Enrolling by the link that a web page shows.
extension LocalAPIClient {
    /// Has a link scanned: the server learns of this device, and gives the numbers to choose from.
    package func scan(_ request: ScanRequest) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await call(.post, ["enrollments", "scan"], request, extra: Self.serverTime)
    }

    package func scan(_ id: String) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await get(["enrollments", "scan", id])
    }

    /// Gives the number that the web page shows, and waits for its outcome; `verifying` where that takes longer.
    package func verifyScan(_ id: String, number: String) async throws(LocalAPIError) -> EnrollmentScanDocument {
        try await call(
            .post, ["enrollments", "scan", id, "verify"], VerifyRequest(passcode: number), extra: .seconds(30))
    }
}
