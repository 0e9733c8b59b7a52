// The login page: one view after the other, from the user's name to the redirect.

import * as server from "./server.js";

const pollingPause = 1_000;

/** What the page says while a sign-in is under way. */
const states = {
    INITIATED: (signIn) => `A push is on its way to ${signIn.device}.`,
    PUSH_ACKNOWLEDGED: (signIn) => `${signIn.device} has it. Allow the sign-in there.`,
    ALLOWED: (signIn) => `Allowed. Now pick ${signIn.number} there.`,
};

/** What it says when one has ended without success. */
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

// The authorization call names its request in the query; without one, this is a request of the page's own.
const requestID = new URLSearchParams(location.search).get("requestId") || crypto.randomUUID();
const pageTitle = document.title;
let current = null;
let failed = null;

// MARK: Views

function view(name) {
    return document.querySelector(`[data-view="${name}"]`);
}

/** Shows one view alone, and takes whoever uses a keyboard or a screen reader there. */
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

/** Says what went wrong; the view stays. */
function complain(name, words) {
    const problem = view(name).querySelector(".problem");
    if (problem) problem.textContent = words;
}

/** Does something that asks the server, once at a time. */
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

// MARK: Step 2, who and how

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
    if (!first) return complain("identify", "This user has no device for Smart PUSH.");
    first.checked = true;
    show("choose", first);
}

/** A method with its devices; one that this page can't do is shown, and can't be chosen. */
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

// MARK: Steps 3 and 6, the push and what becomes of it

async function initiate() {
    const medium = document.querySelector("#methods input:checked");
    const identifier = document.querySelector("#identifier").value.trim();
    const signIn = await server.initiate(requestID, identifier, medium.value);
    // Who has gone back in the meantime does not want it any more.
    if (view("choose").hidden) return server.cancel(signIn);
    Object.assign(signIn, { device: medium.dataset.name, deadline: Date.now() + signIn.lifetime });
    current = signIn;
    fill(signIn);
    tell(signIn, "INITIATED");
    show("wait", null, `Pick ${signIn.number}`);
    countDown(signIn);
    follow(signIn);
}

/** Polls until the sign-in has ended, or is not the page's any more. */
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
            // Each step has as long as the first one had.
            signIn.deadline = asked + signIn.lifetime;
            tell(signIn, seen);
        }
        if (asked >= signIn.deadline) return conclude(signIn, "expired");
    }
}

/** The status, null where the server does not know the sign-in, undefined where there is no answer now. */
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

/** How a sign-in has ended, or null while it goes on. */
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
    // From now on, also where the answer is lost: what ends as cancelled was cancelled here.
    signIn.isCancelled = true;
    try {
        await server.cancel(signIn);
    } catch (error) {
        if (error.code === "VER_0032") return; // It has ended in the meantime; how, is told by the next look.
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

// An application that asked for the sign-in is told of its end, too; the server knows which one that is.
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
// A page that the browser has kept is shown again by going back: it begins anew.
window.addEventListener("pageshow", restart);
// Who leaves the page gives the sign-in up, so that the device does not go on asking.
window.addEventListener("pagehide", () => {
    if (current) server.cancel(current).catch(() => {});
});
