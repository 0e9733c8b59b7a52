import ArgumentParser
import LocalAPI

struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enroll this device for an account.",
        discussion: """
            Reads one JSON object with base_url, tenant_key, sub, client_id, device_id and push_id, and optionally \
            name, tenant_name and path_set ("guide" or "v2"). The line that smartpush-sim prints serves as it is. \
            The ids are secrets: they are never given as arguments, which every user of the machine can see.
            """
    )

    @Argument(help: "The file with the object; - or nothing for standard input.")
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let input = try EnrollmentInput(Input.read(file, what: "an enrollment", command: "enroll"))
        let session = try Session()
        let enrollment = try await session.api.enroll(input.request)
        if common.json { return try session.terminal.json(enrollment) }
        let text = EnrollmentText(enrollment)
        try session.terminal.line(Styled("enrolled ", .good) + Styled("\(text.shortID): \(text.name)"))
    }
}
