import SimulatorHTTP

extension Fields {
    /// Accepts a string, or the object that wraps it in answers and pushes.
    func exchangeID() throws(Refusal) -> String? {
        guard case .object(let wrapped) = values["exchange_id"] else { return try optional("exchange_id") }
        return try Fields(values: wrapped).optional("exchange_id")
    }

    /// The ids that every call of a device has; `status` is that of the refusal if one is missing.
    func deviceIDs(orRefusedWith status: Int = 417) throws(Refusal) -> DeviceIDs {
        DeviceIDs(
            deviceID: try fromDevice("device_id", orRefusedWith: status),
            clientID: try fromDevice("client_id", orRefusedWith: status),
            pushID: try fromDevice("push_id", orRefusedWith: status))
    }

    /// A value that a device's call needs.
    func fromDevice(_ name: String, orRefusedWith status: Int = 417) throws(Refusal) -> String {
        guard let value = try optional(name) else { throw .missingFromDevice(name, status: status) }
        return value
    }

    /// The exchange id that a device's call spends.
    func exchangeIDFromDevice(orRefusedWith status: Int = 417) throws(Refusal) -> String {
        guard let id = try exchangeID() else { throw .missingFromDevice("exchange_id", status: status) }
        return id
    }

    /// True if there is no device id: the caller is a web page.
    var isFromWeb: Bool { ["device_id", "client_id", "push_id"].allSatisfy { values[$0] == nil } }
}
