import Testing

@testable import smartpushd

@Suite("The operating system") struct OperatingSystemTests {
    @Test("is read from os-release") func isRead() {
        let debian = OperatingSystem(
            release: "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n")
        #expect(debian.name == "Debian GNU/Linux" && debian.version == "12")
        let arch = OperatingSystem(release: "NAME=Arch\nBUILD_ID=rolling\n\nnonsense\n")
        #expect(arch.name == "Arch" && arch.version == "unknown")
    }
}
