import HTTPTypes
import SimulatorHTTP
import Subprocess

extension ServerResponse {
    /// The response with a QR code as its body, drawn by qrencode(1); a refusal if that is not installed. The text is
    /// secret, so it is passed through a pipe: every user of the machine can see a process's arguments.
    func drawing(_ text: String) async -> ServerResponse {
        let drawn = try? await Subprocess.run(
            .name("qrencode"), arguments: ["--type=SVG", "--svg-path", "--margin=2", "--output=-"],
            input: .string(text),
            output: .string(limit: 1 << 20), error: .discarded)
        guard let drawn, drawn.terminationStatus.isSuccess else {
            return .refused(Refusal.simulator(404, "install qrencode, which draws it"), reference: "")
        }
        var response = self
        response.headers[.contentType] = "image/svg+xml"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.body = Array(drawn.standardOutput.utf8)
        return response
    }
}
