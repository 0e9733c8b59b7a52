package import LocalAPIClient

/// Why a ``LoginPage`` could not make a call. The server's answers are unchanged and may be unsafe to print.
package enum LoginPageError: Error {
    /// The base URL is not plain HTTP with a host and a port.
    case unusableBaseURL(String)
    /// The server did not answer, or its answer was incomplete.
    case noAnswer(HTTPFailure)
    /// The answer is not a success that this call can have.
    case unexpectedAnswer(HTTPAnswer)
    /// The answer to the last step is not a redirect.
    case noRedirect(HTTPAnswer)
}
