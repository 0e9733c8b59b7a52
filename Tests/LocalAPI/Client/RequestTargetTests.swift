import LocalAPIClient
import LocalAPIModel
import Testing

@Suite struct RequestTargetTests {
    @Test func staysOneSegmentWhateverTheIDHolds() {
        #expect(RequestTarget(["v1", "a/../b?c#d e"]).description == "/v1/a%2F..%2Fb%3Fc%23d%20e")
        #expect(RequestTarget(["v1", "exchanges", ".."]).description == "/v1/exchanges/..%20")
        #expect(RequestTarget(["v1", "é\r\n"]).description == "/v1/%C3%A9%0D%0A")
    }

    @Test func writesTheQueryInItsOrder() {
        let target = RequestTarget(["v1", "exchanges"], query: [("state", "open"), ("before", "a&b=c")])
        #expect(target.description == "/v1/exchanges?state=open&before=a%26b%3Dc")
    }

    @Test func leavesDotsOfAFormAlone() {
        #expect(RequestTarget.encoded("..") == "..")
    }
}
