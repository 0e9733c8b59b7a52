#ifndef SMARTPUSH_CSQLITE_SHIM_H
#define SMARTPUSH_CSQLITE_SHIM_H

#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast, which is not imported into Swift. SQLite copies the bytes. Without an address it would bind
   NULL, so an empty value has one. */
static inline int smartpush_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text ? text : "", count, SQLITE_TRANSIENT);
}

static inline int smartpush_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

#endif
