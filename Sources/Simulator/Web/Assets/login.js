// The login page leads through its views, from the user's name to the redirect.

import * as server from "./server.js";

const pollingPause = 1_000;

/** The text for each stage of an open sign-in. */
const states = {
    INITIATED: (signIn) => `A push is on its way to ${signIn.device}.`,
    PUSH_ACKNOWLEDGED: (signIn) => `${signIn.device} has it. Allow the sign-in there.`,
    ALLOWED: (signIn) => `Allowed. Now pick ${signIn.number} there.`,
};

/** Title and text for each way in which a sign-in can fail. */
const ends = {
    denied: (signIn) => ["Denied", `The sign-in was denied on ${signIn.device}. Nobody is signed in.`],
    cancelledHere: (signIn) => ["Cancelled", `You have cancelled the sign-in. ${signIn.device} can't answer it any more.`],
    cancelledThere: (signIn) => ["Cancelled", `The sign-in was cancelled on ${signIn.device}.`],
    expired: (signIn) => [
        "Out of time", `${signIn.device} did not answer in time. See whether it is switched on and online.`,
    ],
    wrongNumber: (signIn) => [
        "Wrong number",
        `Another number than ${signIn.number} was picked on ${signIn.device}. There is one try, so this sign-in has failed.`,
    ],
    unknown: () => ["Not known any more", "The server does not know this sign-in. It may have been restarted."],
};

// An application's authorization call passes its request id in the query. Without one, the page makes its own.
const requestID = new URLSearchParams(location.search).get("requestId") || crypto.randomUUID();
const pageTitle = document.title;
let current = null;
let failed = null;

// MARK: Views

function view(name) {
    return document.querySelector(`[data-view="${name}"]`);
}

/** Shows one view, hides the others, and moves the focus there for users of a keyboard or a screen reader. */
function show(name, focused, title = pageTitle) {
    for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== name;
    complain(name, "");
    document.title = title;
    (focused ?? view(name).querySelector("h1")).focus();
}

function fill(values) {
    for (const [name, text] of Object.entries(values)) {
        for (const element of document.querySelectorAll(`[data-fill="${name}"]`)) element.textContent = text;
    }
}

/** Shows what went wrong, in the current view. */
function complain(name, words) {
    const problem = view(name).querySelector(".problem");
    if (problem) problem.textContent = words;
}

/** Runs an action that calls the server. The button is disabled meanwhile, so that only one runs at a time. */
async function withButton(name, action) {
    const button = view(name).querySelector("button");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    complain(name, "");
    try {
        await action();
    } catch (error) {
        const advice = error instanceof server.Silence ? "Try again." : "Try again, or start over.";
        complain(name, `${sentence(error.message)} ${advice}`);
    } finally {
        button.removeAttribute("aria-disabled");
    }
}

function sentence(words) {
    return words.charAt(0).toUpperCase() + words.slice(1) + (words.endsWith(".") ? "" : ".");
}

// MARK: Step 2, the user and the method

function restart() {
    current = null;
    show("identify", document.querySelector("#identifier"));
}

async function identify() {
    const identifier = document.querySelector("#identifier").value.trim();
    if (!identifier) return complain("identify", "Enter a user name.");
    const list = await server.methods(requestID, identifier);
    const choices = document.querySelector("#methods");
    choices.replaceChildren(...list.map(methodChoice));
    fill({ identifier });
    const first = choices.querySelector("input:enabled");
    const password = document.querySelector("form#password");
    if (!first && password.hidden) return complain("identify", "This user has no device for Smart PUSH.");
    document.querySelector("form#choose button:not([type])").disabled = !first;
    if (first) first.checked = true;
    password.elements.requestId.value = requestID;
    password.elements.username.value = identifier;
    show("choose", first ?? password.elements.password);
}

/** A method with its devices. A method that this page does not support is shown but can't be selected. */
function methodChoice(method) {
    const usable = method.type.toUpperCase() === "PUSH";
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = usable ? "Smart PUSH" : `${method.type} (not on this page)`;
    group.disabled = !usable;
    group.append(legend, ...(method.mediums ?? []).map(deviceChoice));
    return group;
}

function deviceChoice(medium) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "medium", value: medium.id });
    input.dataset.name = medium.key_name || "the device";
    label.append(input, ` ${input.dataset.name}`);
    return label;
}

// MARK: Steps 3 and 6, the push and the status

async function initiate() {
    const medium = document.querySelector("#methods input:checked");
    const identifier = document.querySelector("#identifier").value.trim();
    const signIn = await server.initiate(requestID, identifier, medium.value);
    // The user went back before the answer arrived, so the sign-in is not wanted any more.
    if (view("choose").hidden) return server.cancel(signIn);
    Object.assign(signIn, { device: medium.dataset.name, deadline: Date.now() + signIn.lifetime });
    current = signIn;
    fill(signIn);
    tell(signIn, "INITIATED");
    show("wait", null, `Pick ${signIn.number}`);
    countDown(signIn);
    follow(signIn);
}

/** Polls until the sign-in has ended, or until the page has dropped it. */
async function follow(signIn) {
    let seen = "INITIATED";
    while (current === signIn) {
        await new Promise((resolve) => setTimeout(resolve, pollingPause));
        const asked = Date.now();
        const data = await look(signIn);
        if (current !== signIn) return;
        const end = data === undefined ? null : outcome(signIn, data);
        if (end) return end === "done" ? complete(signIn) : conclude(signIn, end);
        if (data && data.status !== seen) {
            seen = data.status;
            // Each step has the same time.
            signIn.deadline = asked + signIn.lifetime;
            tell(signIn, seen);
        }
        if (asked >= signIn.deadline) return conclude(signIn, "expired");
    }
}

/** The status; null if the server does not know the sign-in, undefined if there was no answer. */
async function look(signIn) {
    try {
        const data = await server.status(signIn);
        if (signIn.isUnheard) complain("wait", "");
        signIn.isUnheard = false;
        return data;
    } catch (error) {
        signIn.isUnheard = true;
        complain("wait", `${sentence(error.message)} Asking again.`);
    }
}

/** How a sign-in has ended, or null while it is open. */
function outcome(signIn, data) {
    if (!data) return "unknown";
    if (data.failure) return "wrongNumber";
    switch (data.status) {
    case "AUTHENTICATED": return "done";
    case "DENIED": return "denied";
    case "CANCELLED": return signIn.isCancelled ? "cancelledHere" : "cancelledThere";
    default: return null;
    }
}

function tell(signIn, state) {
    document.querySelector("#state").textContent = states[state]?.(signIn) ?? state;
    const steps = [...document.querySelectorAll("[data-step]")];
    const reached = steps.findIndex((step) => step.dataset.step === state);
    steps.forEach((step, index) => {
        step.classList.toggle("reached", index <= reached);
        if (index === reached) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
    });
}

function countDown(signIn) {
    if (current !== signIn) return;
    const seconds = Math.max(0, Math.floor((signIn.deadline - Date.now()) / 1_000));
    document.querySelector("#left").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    setTimeout(countDown, 250, signIn);
}

async function cancel() {
    const signIn = current;
    // Set before the call, because the answer can get lost: a sign-in that ends as cancelled was then cancelled here.
    signIn.isCancelled = true;
    try {
        await server.cancel(signIn);
    } catch (error) {
        if (error.code === "VER_0032") return; // It has ended in the meantime. The next poll shows how.
        if (error.code !== "VER_0033") throw error;
        if (current === signIn) conclude(signIn, "expired");
    }
    if (current === signIn) conclude(signIn, "cancelledHere");
}

// MARK: The end

function conclude(signIn, end) {
    current = null;
    failed = signIn;
    const [title, reason] = ends[end](signIn);
    fill({ end: title, reason });
    show("end", null, title);
}

function complete(signIn) {
    current = null;
    show("done");
    server.finish(signIn);
}

// MARK: Controls

// "Leave" goes back to the application that started the sign-in. The server knows which one and redirects there.
const actions = { restart, cancel: () => withButton("wait", cancel), leave: () => server.finish(failed) };
for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", () => actions[button.dataset.action]());
}
for (const [name, action] of Object.entries({ identify, choose: initiate })) {
    document.querySelector(`form#${name}`).addEventListener("submit", (event) => {
        event.preventDefault();
        withButton(name, action);
    });
}
// The browser can show a cached page when the user goes back. The page then starts over.
window.addEventListener("pageshow", restart);
// Leaving the page cancels the sign-in, so that the device stops asking.
window.addEventListener("pagehide", () => {
    if (current) server.cancel(current).catch(() => {});
});
