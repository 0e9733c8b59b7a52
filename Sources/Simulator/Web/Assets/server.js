// The calls that the pages make. The steps are those of the guide.

/** The server refused the call. */
export class Refusal extends Error {
    constructor(status, error) {
        super(error?.moreInfo ?? error?.error ?? `the server answered with status ${status}`);
        this.code = String(error?.code ?? status);
    }
}

/** The server did not answer, or its answer can't be read. */
export class Silence extends Error {}

/** Step 2: the methods that a user has configured, each with its devices. */
export async function methods(requestID, identifier) {
    const body = { request_id: requestID, identifier };
    const { data } = await ask("POST", "/verification-srv/public/graph/user/setup", body);
    const list = data?.configured_list ?? [];
    expect(Array.isArray(list) && list.every(({ type, mediums = [] }) => isText(type) && Array.isArray(mediums)));
    return list;
}

/** Step 3: starts a sign-in, which makes the server send the push. */
export async function initiate(requestID, identifier, mediumID) {
    const { data, date } = await ask("POST", "/verification-srv/authentication/push/initiation", {
        usage_type: "PASSWORDLESS_AUTHENTICATION",
        request_id: requestID,
        medium_id: mediumID,
        ...named(identifier),
    });
    const exchange = data?.exchange_id;
    expect([data?.status_id, data?.sub, data?.push_selected_number, exchange?.exchange_id].every(isText));
    // Both times are the server's, so this machine's clock may be wrong.
    const lifetime = Date.parse(exchange.expires_at) - date;
    expect(Number.isFinite(lifetime));
    return {
        requestID,
        statusID: data.status_id,
        exchangeID: exchange.exchange_id,
        sub: data.sub,
        number: data.push_selected_number,
        lifetime,
    };
}

/** Step 4.2, the web's cancel. It reaches the server even if the user leaves the page. */
export async function cancel(signIn) {
    await ask("POST", "/verification-srv/authentication/push/cancel", {
        exchange_id: signIn.exchangeID,
        status_id: signIn.statusID,
        reason: "cancelled on the login page",
    });
}

/** Step 6: the status of a sign-in, or null if the server does not know it. */
export async function status(signIn) {
    const { data } = await ask("GET", `/verification-srv/verificationstatus/${encodeURIComponent(signIn.statusID)}`);
    expect(data === null || isText(data.status));
    return data;
}

/** Starts an enrollment. Returns the link for the device and the number that confirms it. */
export async function startEnrollment() {
    const { data, date } = await ask("POST", "/verification-actions-srv/setup/push/initiation", {});
    expect([data?.status_id, data?.enrollment_url, data?.push_selected_number].every(isText));
    const lifetime = Date.parse(data.exchange_id?.expires_at) - date;
    expect(Number.isFinite(lifetime));
    return { statusID: data.status_id, link: data.enrollment_url, number: data.push_selected_number, lifetime };
}

/** Removes a device of the user. */
export async function removeDevice(mediumID) {
    await ask("DELETE", `/sim/devices/${encodeURIComponent(mediumID)}`);
}

/** Step 7: leaves this page; the server redirects the browser. */
export function finish(signIn) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/login-srv/verification/login";
    const fields = {
        requestId: signIn.requestID, verificationType: "PUSH", sub: signIn.sub, status_id: signIn.statusID,
    };
    for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
}

async function ask(method, path, body) {
    let response;
    let text;
    try {
        response = await fetch(path, {
            method,
            cache: "no-store",
            keepalive: true,
            signal: AbortSignal.timeout(10_000),
            headers: body ? { "content-type": "application/json" } : {},
            body: body && JSON.stringify(body),
        });
        text = await response.text();
    } catch {
        throw new Silence("The server does not answer.");
    }
    const answer = parsed(text);
    if (!response.ok) throw new Refusal(response.status, answer?.error);
    expect(response.status === 204 || answer?.data !== undefined);
    return { data: answer?.data ?? null, date: Date.parse(response.headers.get("date")) || Date.now() };
}

/** Throws unless the answer has what the caller needs. */
function expect(condition) {
    if (!condition) throw new Silence("The server's answer can't be read.");
}

function isText(value) {
    return typeof value === "string";
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}

/** The user name in the field for its kind: an email address, a mobile number or another name. */
function named(identifier) {
    if (identifier.includes("@")) return { email: identifier };
    return /^\+?[\d ]+$/.test(identifier) ? { mobile_number: identifier } : { username: identifier };
}
