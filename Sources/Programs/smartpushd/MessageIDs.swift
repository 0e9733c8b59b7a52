/// The ids of the kinds of journal entries (`MESSAGE_ID=`, systemd.journal-fields(7)).
///
/// The kind is the `event` of an entry. An id is never changed and never used for another kind, because users' scripts
/// and the catalog, `systemd/smartpush.catalog`, depend on it.
enum MessageIDs {
    static let byEvent: [String: String] = [
        "ready": "432e9d97d61349529157e486b2821340",
        "stopping": "d89aab6272c240daa6ae60c6cc45610d",
        "reloaded": "8d2f609af2324adcbc3d26717da8cf91",
        "reload_failed": "3f3080c5b4bb4ac99260c103b64fda98",
        "setting_ignored": "af7f3d07d4c841e9921d6f4f1fa8702b",
        "exchange_received": "2ec1eca61e2f4d239fb18b396aeb0b4c",
        "exchange_acknowledged": "11e94e96b7944d7b9cfb88e169f0c055",
        "exchange_allowed": "4783c18a8985473ab97ab8e571c4f756",
        "exchange_authenticated": "703fff2a5b0d478ba560e3460ad3b2c8",
        "exchange_denied": "70d5f7c35506471890109de5c3cf96d1",
        "exchange_cancelled": "1ad9b9b910434ce5a1a922c9469e20ba",
        "exchange_expired": "b529f6c60fe34869b45c0e567c8c456a",
        "exchange_refused": "7006c436f14e45279eb208e32068ff3a",
        "exchange_unresolved": "472be32dbd1e4f868f334c77ac345dc1",
        "step_sent": "0d515d42a1184f2787f4883a9a4b1974",
        "step_waiting": "e8d1e83b47044cef84c48b126f8bdc47",
        "step_settling": "1b45b777984340f8b55bf9273f150b45",
        "enrolled": "5bcd88af15d44f7187dbc93ab026814f",
        "unenrolled": "2c2a95f5c7f748e1b2f25fcc21bbf791",
        "scan_ended": "1ebd79d5495f48799f56246282f38b1f",
        "farewell": "2dc9448a3ff74bf297781b7b9e03b115",
        "farewell_lost": "62171e0b10554a1688fb5edaed7a76f8",
        "server_away": "ee466cc7fe7b4bfbb8205387090b57bd",
        "server_back": "499e549914d446b2b1b8091f2de21b00",
        "clock": "837321cfdc7e4a33a9f196a2f6361567",
        "network_up": "a724c0e1000643bdae66cd2da54181ac",
        "network_unwatched": "d73f72ce2b1a468f9daeba338b36b03e",
        "presence": "b18cc90218244a48b575913600d81a71",
        "store_trouble": "8e2e13cd88fb4588be8d1c25b4992a84",
        "database_damaged": "66585d47be2743559fa09c0131d91903",
        "stranger": "9abd2762a59f4e2f879a5a6c3f5fe073",
        "accept_trouble": "f9eaad009dae4a5bbaa1009ccd64f3ff",
        "api_failure": "a1ac6ab6c60749cb89e81ee40edc2a86",
    ]
}
