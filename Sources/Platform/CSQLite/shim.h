#ifndef SMARTPUSH_CSQLITE_SHIM_H
#define SMARTPUSH_CSQLITE_SHIM_H

#include <sqlite3.h>

/* Swift does not import SQLITE_TRANSIENT, which is a cast. It makes SQLite copy the bytes. For a null pointer SQLite
   would bind NULL, so an empty value gets an address. */
static inline int smartpush_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text ? text : "", count, SQLITE_TRANSIENT);
}

static inline int smartpush_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

#endif
