import SimulatorHTTP

extension Fields {
    /// Accepts a string, or the object that wraps it in answers and pushes.
    func exchangeID() throws(Refusal) -> String? {
        guard case .object(let wrapped) = values["exchange_id"] else { return try optional("exchange_id") }
        return try Fields(values: wrapped).optional("exchange_id")
    }

    func deviceIDs() throws(Refusal) -> DeviceIDs {
        DeviceIDs(
            deviceID: try required("device_id"), clientID: try required("client_id"), pushID: try required("push_id"))
    }

    /// True if there is no device id: the caller is a web page.
    var isFromWeb: Bool { ["device_id", "client_id", "push_id"].allSatisfy { values[$0] == nil } }
}
