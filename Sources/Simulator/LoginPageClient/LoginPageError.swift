package import LocalAPIClient

/// Why a ``LoginPage`` could not make a call. What the server sent is as it came, and may be unsafe to print.
package enum LoginPageError: Error {
    /// The base URL is not one of plain HTTP with a host and a port.
    case unusableBaseURL(String)
    /// The server gave no answer, or not all of it.
    case noAnswer(HTTPFailure)
    /// The answer is not the success that this call has.
    case unexpectedAnswer(HTTPAnswer)
    /// The end of a sign-in did not redirect the browser.
    case noRedirect(HTTPAnswer)
}
