import FoundationEssentials

/// A configuration file: a JSON object.
enum SettingsFile {
    /// The values in the file; none if there is no file. A misspelled key or a value of another kind is an error,
    /// because the default would otherwise be used silently.
    static func values(
        in file: String, knowing known: [SettingKey]
    ) throws(SettingsFault) -> [SettingKey: SettingValue] {
        guard let data = FileManager.default.contents(atPath: file) else {
            try checkAbsence(of: file)
            return [:]
        }
        guard let object = try? JSONDecoder().decode([String: JSONPart].self, from: data) else {
            throw .notAnObject(file: file)
        }
        var values: [SettingKey: SettingValue] = [:]
        for (name, part) in object.sorted(by: { $0.key < $1.key }) {
            guard let key = SettingKey(rawValue: name) else { throw .unknownKey(name, file: file, known: known) }
            guard let value = part.value(key.kind) else { throw .wrongKind(key, in: .file(file)) }
            values[key] = value
        }
        return values
    }

    /// A missing file is allowed. A link that leads nowhere is an error: its target is meant to be read, and the
    /// daemon's unit hides the home folder except for the file's own folder. So is a file that can't be read.
    private static func checkAbsence(of file: String) throws(SettingsFault) {
        let files = FileManager.default
        guard !files.fileExists(atPath: file) else { throw .notReadable(file: file) }
        guard let target = try? files.destinationOfSymbolicLink(atPath: file) else { return }
        throw .danglingLink(file: file, target: target)
    }
}
