import Messages
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        ([:], Language.english),
        (["LANG": "de_DE.UTF-8"], .german),
        (["LANG": "de"], .german),
        (["LANG": "de_AT@euro"], .german),
        (["LANG": "den_CA"], .english),
        (["LANG": "fr_FR.UTF-8"], .english),
        (["LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"], .english),
        (["LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"], .german),
        (["LANG": "de_DE.UTF-8", "LC_MESSAGES": "", "LC_ALL": ""], .german),
        (["LANG": "de_DE.UTF-8", "LC_ALL": "C"], .english),
        (["LANG": "de_DE.UTF-8", "LC_TIME": "en_GB.UTF-8"], .german),
    ])
    func isThatOfTheLocale(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8", "LANGUAGE": "de"], Language.german),
        (["LANG": "en_US.UTF-8", "LANGUAGE": "fr:de_DE:en"], .german),
        (["LANG": "de_DE.UTF-8", "LANGUAGE": "en:de"], .english),
        (["LANG": "de_DE.UTF-8", "LANGUAGE": "fr"], .english),
        (["LANG": "de_DE.UTF-8", "LANGUAGE": ""], .german),
        (["LANG": "de_DE.UTF-8", "LANGUAGE": "C:de"], .english),
        (["LC_ALL": "C", "LANGUAGE": "de"], .english),
        (["LC_ALL": "C.UTF-8", "LANGUAGE": "de"], .english),
        (["LC_ALL": "POSIX", "LANGUAGE": "de"], .english),
        (["LANGUAGE": "de"], .english),
    ])
    func isTheFirstOfTheUsersListThatIsSpoken(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }
}
