import Foundation
import TestSupport

/// A wall clock that is off by the offset in a file, for every program that is started in its environment. Clocks that
/// can't be set continue unchanged; faketime(1) would move the timers that depend on them too.
struct FakeClock {
    private static let source = """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static long jump(void) {
            long seconds = 0;
            FILE *file = fopen(getenv("CLOCK_FILE"), "re");
            if (file) { if (fscanf(file, "%ld", &seconds) != 1) abort(); fclose(file); }
            return seconds;
        }

        int clock_gettime(clockid_t clock, struct timespec *time) {
            int result = syscall(SYS_clock_gettime, clock, time);
            if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += jump();
            return result;
        }

        int gettimeofday(struct timeval *restrict time, void *restrict zone) {
            int result = syscall(SYS_gettimeofday, time, zone);
            if (!result) time->tv_sec += jump();
            return result;
        }

        time_t time(time_t *place) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (place) *place = now.tv_sec;
            return now.tv_sec;
        }
        """

    let environment: [String: String?]
    private let file: String

    init(_ stage: Stage) async throws {
        file = try stage.write("0", to: stage.folder + "/clock")
        let library = stage.folder + "/clock.so"
        let code = try stage.write(Self.source, to: stage.folder + "/clock.c")
        let made = try await stage.run("cc", ["-shared", "-fPIC", "-o", library, code])
        guard made.code == 0 else { throw Surprise(made.errors) }
        environment = ["LD_PRELOAD": library, "CLOCK_FILE": file]
    }

    func set(by seconds: Int) throws {
        // In one step, because an empty file would not be a time.
        try Data("\(seconds)".utf8).write(to: URL(filePath: file), options: .atomic)
    }
}
