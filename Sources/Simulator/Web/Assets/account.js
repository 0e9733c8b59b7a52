// The account page shows the user's devices and enrolls a further one, from the link to the number.

import * as server from "./server.js";

const pollingPause = 1_000;

/** Title and text for each way in which an enrollment can end. */
const ends = {
    enrolled: ["Enrolled", "The device is yours now: sign-ins can be sent to it."],
    failed: ["Wrong number", "Another number was picked on the device. There is one try, so start again."],
    cancelled: ["Given up", "The enrollment was given up on the device. Start again if you want to enroll it."],
    expired: ["Out of time", "The link is not good any more. Start again, and have the device ready."],
    unknown: ["Not known any more", "The server does not know this enrollment. It may have been restarted."],
};

let current = null;

// MARK: Views

function view(name) {
    return document.querySelector(`[data-view="${name}"]`);
}

/** Shows one view, hides the others, and moves the focus there for users of a keyboard or a screen reader. */
function show(name) {
    for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== name;
    complain("");
    view(name).querySelector("h1").focus();
}

function fill(name, text) {
    for (const element of document.querySelectorAll(`[data-fill="${name}"]`)) element.textContent = text;
}

/** Shows what went wrong, in the current view. */
function complain(words) {
    const problem = document.querySelector("[data-view]:not([hidden]) .problem");
    if (problem) problem.textContent = words;
}

// MARK: The devices

async function restart() {
    current = null;
    show("start");
    try {
        const mediums = (await server.methods("account", "user")).flatMap((method) => method.mediums ?? []);
        const items = mediums.map(deviceItem);
        const none = Object.assign(document.createElement("li"), { textContent: "none yet" });
        document.querySelector("#devices").replaceChildren(...(items.length ? items : [none]));
    } catch (error) {
        complain(error.message);
    }
}

/** A device with a button that removes it; for one that was lost, say. */
function deviceItem({ id, key_name: name }) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), {
        type: "button", className: "quiet", textContent: "Remove", ariaLabel: `Remove ${name}`,
    });
    button.addEventListener("click", () => remove(id));
    item.append(`${name} `, button);
    return item;
}

async function remove(id) {
    try {
        await server.removeDevice(id);
        await restart();
    } catch (error) {
        complain(error.message);
    }
}

// MARK: An enrollment

async function begin() {
    try {
        const setup = await server.startEnrollment();
        setup.deadline = Date.now() + setup.lifetime;
        current = setup;
        document.querySelector("#link").value = setup.link;
        document.querySelector("#state").textContent = "Waiting for a device.";
        document.querySelector("#code").src = `/sim/qr/${encodeURIComponent(setup.statusID)}`;
        fill("number", setup.number);
        show("link");
        countDown(setup);
        follow(setup);
    } catch (error) {
        complain(error.message);
    }
}

/** Polls until the enrollment has ended, or until the page has dropped it. */
async function follow(setup) {
    let seen = "INITIATED";
    while (current === setup) {
        await new Promise((resolve) => setTimeout(resolve, pollingPause));
        const asked = Date.now();
        const status = await look(setup);
        if (current !== setup) return;
        if (status === null) return conclude("unknown");
        if (status === "ENROLLED") return conclude("enrolled");
        if (status === "FAILED") return conclude("failed");
        if (status === "CANCELLED") return conclude("cancelled");
        if (status === "SCANNED" && seen !== status) {
            seen = status;
            // Each step has the same time.
            setup.deadline = asked + setup.lifetime;
            show("number");
        }
        if (asked >= setup.deadline) return conclude("expired");
    }
}

/** The status; null if the server does not know the enrollment, undefined if there was no answer. */
async function look(setup) {
    try {
        const data = await server.status(setup);
        complain("");
        return data?.status ?? null;
    } catch (error) {
        complain(`${error.message} Asking again.`);
    }
}

function countDown(setup) {
    if (current !== setup) return;
    const seconds = Math.max(0, Math.floor((setup.deadline - Date.now()) / 1_000));
    fill("left", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    setTimeout(countDown, 250, setup);
}

function conclude(end) {
    current = null;
    const [title, reason] = ends[end];
    fill("end", title);
    fill("reason", reason);
    show("end");
}

async function copy() {
    const link = document.querySelector("#link");
    link.select();
    try {
        await navigator.clipboard.writeText(link.value);
        document.querySelector("#state").textContent = "Copied.";
    } catch {
        document.querySelector("#state").textContent = "The link is selected: copy it.";
    }
}

// MARK: Controls

for (const button of document.querySelectorAll("[data-action]")) {
    button.addEventListener("click", () => ({ begin, restart, copy })[button.dataset.action]());
}
// If the server cannot draw a QR code, the user still has the link.
for (const event of ["load", "error"]) {
    document.querySelector("#code").addEventListener(event, ({ target, type }) => { target.hidden = type === "error"; });
}
// An enrollment link that was opened here by mistake is meant for a device: its secret must not stay in the address.
if (location.href !== `${location.origin}/account`) history.replaceState(null, "", "/account");
window.addEventListener("pageshow", restart);
