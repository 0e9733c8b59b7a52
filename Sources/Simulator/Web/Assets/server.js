// What the pages ask of the server: a login page step by step as the guide has it.

/** The server said no. */
export class Refusal extends Error {
    constructor(status, error) {
        super(error?.moreInfo ?? error?.error ?? `the server answered with status ${status}`);
        this.code = String(error?.code ?? status);
    }
}

/** The server gave no answer, or none that can be read. */
export class Silence extends Error {}

/** Step 2: the methods that a user has configured, each with the devices that it can go to. */
export async function methods(requestID, identifier) {
    const body = { request_id: requestID, identifier };
    const { data } = await ask("POST", "/verification-srv/public/graph/user/setup", body);
    const list = data?.configured_list ?? [];
    expect(Array.isArray(list) && list.every(({ type, mediums = [] }) => isText(type) && Array.isArray(mediums)));
    return list;
}

/** Step 3: begins a sign-in, which sends the push. */
export async function initiate(requestID, identifier, mediumID) {
    const { data, date } = await ask("POST", "/verification-srv/authentication/push/initiation", {
        usage_type: "PASSWORDLESS_AUTHENTICATION",
        request_id: requestID,
        medium_id: mediumID,
        ...named(identifier),
    });
    const exchange = data?.exchange_id;
    expect([data?.status_id, data?.sub, data?.push_selected_number, exchange?.exchange_id].every(isText));
    // By the server's clock at both ends, so that this machine's may be wrong.
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

/** Step 4.2, the web's part of it; it reaches the server even if the page is left meanwhile. */
export async function cancel(signIn) {
    await ask("POST", "/verification-srv/authentication/push/cancel", {
        exchange_id: signIn.exchangeID,
        status_id: signIn.statusID,
        reason: "cancelled on the login page",
    });
}

/** Step 6: how far the sign-in is, or null where the server does not know it. */
export async function status(signIn) {
    const { data } = await ask("GET", `/verification-srv/verificationstatus/${encodeURIComponent(signIn.statusID)}`);
    expect(data === null || isText(data.status));
    return data;
}

/** Begins the enrollment of a device: the link for it, and the number that confirms it. */
export async function startEnrollment() {
    const { data, date } = await ask("POST", "/verification-actions-srv/setup/push/initiation", {});
    return {
        statusID: data.status_id,
        link: data.enrollment_url,
        number: data.push_selected_number,
        lifetime: Date.parse(data.exchange_id.expires_at) - date,
    };
}

/** Step 7: leaves this page for wherever the server sends the browser. */
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

/** Holds of an answer what is needed of it. */
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

/** A name under the field that is for names of its kind. */
function named(identifier) {
    if (identifier.includes("@")) return { email: identifier };
    return /^\+?[\d ]+$/.test(identifier) ? { mobile_number: identifier } : { username: identifier };
}
