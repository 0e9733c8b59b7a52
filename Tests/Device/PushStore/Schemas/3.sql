PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE enrollment (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    base_url TEXT NOT NULL,
    tenant_key TEXT NOT NULL,
    tenant_name TEXT,
    sub TEXT NOT NULL,
    client_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    push_id TEXT NOT NULL,
    path_set TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    skew INTEGER NOT NULL DEFAULT 0, next_push_id TEXT, account TEXT, device_name TEXT, last_push_at INTEGER,
    UNIQUE (tenant_key, sub)
) STRICT;
INSERT INTO enrollment VALUES('enrollment-1','Desk','https://example.com','tenant','Tenant','sub','c','d','p','v2',1704919551781,-7200001,'next push','user@example.com','desk',1704919551781);
INSERT INTO enrollment VALUES('enrollment-2',NULL,'https://example.com','other',NULL,'sub','c','d','p','auto',1704919552781,-7200001,NULL,NULL,NULL,NULL);
CREATE TABLE exchange (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    enrollment TEXT NOT NULL,
    sub TEXT NOT NULL,
    tenant_key TEXT NOT NULL,
    tenant_name TEXT,
    verification_type TEXT NOT NULL,
    pushed_exchange_id TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    current_exchange_id TEXT,
    status_id TEXT,
    expires_at INTEGER NOT NULL,
    skew INTEGER NOT NULL,
    sign_in TEXT,
    choices TEXT,
    operation TEXT,
    attempt INTEGER,
    operation_since INTEGER,
    progress TEXT,
    in_doubt INTEGER,
    settle_by INTEGER,
    decision TEXT,
    reason TEXT,
    passcode TEXT,
    answered_by_pid INTEGER,
    answered_by_exe TEXT,
    ended_by TEXT,
    failure_code TEXT,
    failure_detail TEXT,
    updated_at INTEGER NOT NULL, account TEXT, reference TEXT, confirmed INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (enrollment, pushed_exchange_id)
) STRICT;
INSERT INTO exchange VALUES(1,'received','enrollment-1','sub','tenant',NULL,'PUSH','pushed-received',1704919551781,'received','pushed-received',NULL,1704919851781,5000,NULL,NULL,'acknowledge',1,1704919551781,'sending',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(2,'waiting','enrollment-1','sub','tenant',NULL,'PUSH','pushed-waiting',1704919551781,'received','pushed-waiting',NULL,1704919851781,5000,NULL,NULL,'acknowledge',1,1704919551781,'waiting',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(3,'settling','enrollment-1','sub','tenant',NULL,'PUSH','pushed-settling',1704919551781,'received','pushed-settling',NULL,1704919851781,5000,NULL,NULL,'acknowledge',1,1704919551781,'settling',1,1704919971781,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(4,'acknowledged','enrollment-1','sub','tenant',NULL,'PUSH','pushed-acknowledged',1704919551781,'acknowledged','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(5,'allowing','enrollment-1','sub','tenant',NULL,'PUSH','pushed-allowing',1704919551781,'acknowledged','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,'allow',1,1704919551781,'sending',0,NULL,'allow',NULL,NULL,4711,'/usr/bin/smartpush',NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(6,'denying','enrollment-1','sub','tenant',NULL,'PUSH','pushed-denying',1704919551781,'acknowledged','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,'deny',1,1704919551781,'sending',0,NULL,'deny','not me',NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(7,'cancelling','enrollment-1','sub','tenant',NULL,'PUSH','pushed-cancelling',1704919551781,'allowed','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}','["12","34"]','cancel',1,1704919551781,'sending',0,NULL,'cancel',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(8,'allowed','enrollment-1','sub','tenant',NULL,'PUSH','pushed-allowed',1704919551781,'allowed','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}','["12","34"]',NULL,NULL,NULL,NULL,NULL,NULL,'allow',NULL,NULL,4711,'/usr/bin/smartpush',NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(9,'verifying','enrollment-1','sub','tenant',NULL,'PUSH','pushed-verifying',1704919551781,'allowed','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}','["12","34"]','verify',1,1704919551781,'sending',0,NULL,'verify',NULL,'12',1,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(10,'lost','enrollment-1','sub','tenant',NULL,'PUSH','pushed-lost',1704919551781,'acknowledged','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,'deny',1,1704919551781,'settling',1,1704919731782,'deny','not me',NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(11,'again','enrollment-1','sub','tenant',NULL,'PUSH','pushed-again',1704919551781,'acknowledged','next','status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,'deny',2,1704919551781,'sending',1,NULL,'deny','not me',NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(12,'denied','enrollment-1','sub','tenant',NULL,'PUSH','pushed-denied',1704919551781,'denied',NULL,'status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'deny','not me',NULL,NULL,NULL,'user',NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(13,'authenticated','enrollment-1','sub','tenant',NULL,'PUSH','pushed-authenticated',1704919551781,'authenticated',NULL,'status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}','["12","34"]',NULL,NULL,NULL,NULL,NULL,NULL,'verify',NULL,'12',1,NULL,'user',NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(14,'cancelled','enrollment-1','sub','tenant',NULL,'PUSH','pushed-cancelled',1704919551781,'cancelled',NULL,'status',1704919611782,5000,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'deny','not me',NULL,NULL,NULL,'remote',NULL,NULL,1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(15,'refused','enrollment-1','sub','tenant',NULL,'PUSH','pushed-refused',1704919551781,'refused',NULL,NULL,1704919851781,5000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'VER_0032','no',1704919551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(16,'unresolved','enrollment-1','sub','tenant',NULL,'PUSH','pushed-unresolved',1704919551781,'unresolved',NULL,'status',1704919611782,0,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}','["12","34"]',NULL,NULL,NULL,NULL,NULL,NULL,'verify',NULL,'12',1,NULL,NULL,'verify_unknown',NULL,1704928551781,NULL,NULL,0,1);
INSERT INTO exchange VALUES(17,'expired','enrollment-1','sub','tenant',NULL,'PUSH','pushed-expired',1704919551781,'expired',NULL,'status',1704919611782,0,'{"address":{"city":"Bonn","houseNumber":"7 \"b\""},"clientName":"Shop","device":{"userAgent":"Mozilla/5.0 … 🦊"},"message":"?"}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clock',NULL,NULL,1704928551781,NULL,NULL,1,1);
INSERT INTO exchange VALUES(18,'named','enrollment-1','sub','tenant','Tenant','PUSH','pushed-named',1704919551781,'received','pushed-named',NULL,1704919851781,5000,NULL,NULL,'acknowledge',1,1704919551781,'sending',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1704919551781,'user@example.com','ref-1',0,1);
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    exchange TEXT NOT NULL REFERENCES exchange (id) ON DELETE CASCADE,
    document TEXT NOT NULL
) STRICT;
INSERT INTO event VALUES(1,'received','received received');
INSERT INTO event VALUES(2,'received','received received');
INSERT INTO event VALUES(3,'waiting','waiting received');
INSERT INTO event VALUES(4,'waiting','waiting received');
INSERT INTO event VALUES(5,'settling','settling received');
INSERT INTO event VALUES(6,'settling','settling received');
INSERT INTO event VALUES(7,'acknowledged','acknowledged received');
INSERT INTO event VALUES(8,'acknowledged','acknowledged acknowledged');
INSERT INTO event VALUES(9,'allowing','allowing received');
INSERT INTO event VALUES(10,'allowing','allowing acknowledged');
INSERT INTO event VALUES(11,'denying','denying received');
INSERT INTO event VALUES(12,'denying','denying acknowledged');
INSERT INTO event VALUES(13,'cancelling','cancelling received');
INSERT INTO event VALUES(14,'cancelling','cancelling allowed');
INSERT INTO event VALUES(15,'allowed','allowed received');
INSERT INTO event VALUES(16,'allowed','allowed allowed');
INSERT INTO event VALUES(17,'verifying','verifying received');
INSERT INTO event VALUES(18,'verifying','verifying allowed');
INSERT INTO event VALUES(19,'lost','lost received');
INSERT INTO event VALUES(20,'lost','lost acknowledged');
INSERT INTO event VALUES(21,'again','again received');
INSERT INTO event VALUES(22,'again','again acknowledged');
INSERT INTO event VALUES(23,'denied','denied received');
INSERT INTO event VALUES(24,'denied','denied denied');
INSERT INTO event VALUES(25,'authenticated','authenticated received');
INSERT INTO event VALUES(26,'authenticated','authenticated authenticated');
INSERT INTO event VALUES(27,'cancelled','cancelled received');
INSERT INTO event VALUES(28,'cancelled','cancelled cancelled');
INSERT INTO event VALUES(29,'refused','refused received');
INSERT INTO event VALUES(30,'refused','refused refused');
INSERT INTO event VALUES(31,'unresolved','unresolved received');
INSERT INTO event VALUES(32,'unresolved','unresolved unresolved');
INSERT INTO event VALUES(33,'expired','expired received');
INSERT INTO event VALUES(34,'expired','expired expired');
INSERT INTO event VALUES(35,'named','named received');
INSERT INTO event VALUES(36,'named','named received');
CREATE TABLE device (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    device_id TEXT NOT NULL
) STRICT;
INSERT INTO device VALUES(1,'device');
CREATE TABLE scan (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT,
    base_url TEXT NOT NULL,
    tenant_key TEXT NOT NULL,
    tenant_name TEXT,
    sub TEXT NOT NULL,
    path_set TEXT NOT NULL,
    client_id TEXT,
    device_id TEXT,
    push_id TEXT,
    link_exchange_id TEXT,
    current_exchange_id TEXT,
    choices TEXT,
    passcode TEXT,
    state TEXT NOT NULL,
    in_doubt INTEGER NOT NULL,
    failure_code TEXT,
    failure_detail TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
, account TEXT, device_name TEXT) STRICT;
INSERT INTO scan VALUES('verifying','Desk','https://example.com','tenant','Tenant','s','v2','c','d','p','link','current','["12","55"]','55','verifying',1,NULL,NULL,1704919551781,1704919552781,1704919553781,'user@example.com','desk');
INSERT INTO scan VALUES('refused',NULL,'https://example.com','tenant',NULL,'s','auto',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'refused',0,'VER_0032','no',1704919551781,1704919551781,1704919551781,NULL,NULL);
CREATE TABLE farewell (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    enrollment TEXT NOT NULL,
    base_url TEXT NOT NULL,
    tenant_key TEXT NOT NULL,
    sub TEXT NOT NULL,
    client_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    push_id TEXT NOT NULL,
    path_set TEXT NOT NULL,
    given_up_at INTEGER NOT NULL
) STRICT;
INSERT INTO farewell VALUES(1,'given-up','https://example.com','tenant','sub','c','d','p','v2',1704919551781);
CREATE TABLE known_path (
    base_url TEXT NOT NULL,
    request TEXT NOT NULL,
    path_set TEXT NOT NULL,
    PRIMARY KEY (base_url, request)
) STRICT, WITHOUT ROWID;
INSERT INTO known_path VALUES('https://example.com','allow','v2');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('farewell',1);
INSERT INTO sqlite_sequence VALUES('exchange',18);
INSERT INTO sqlite_sequence VALUES('event',36);
CREATE INDEX exchange_by_state ON exchange (state, number);
CREATE INDEX exchange_by_current_id ON exchange (enrollment, current_exchange_id)
    WHERE current_exchange_id IS NOT NULL;
CREATE INDEX event_by_exchange ON event (exchange);
COMMIT;
PRAGMA user_version=3;
