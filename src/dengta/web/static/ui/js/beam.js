// Behaviour of the shell. Everything is delegated, nothing is evaluated, no style attribute is ever set.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const TOAST_SECONDS = 10;

// --- dialogs ------------------------------------------------------------------------------------
const open = (id) => {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dt-open]");
  if (opener) {
    opener.closest("[popover]")?.hidePopover();
    open(opener.dataset.dtOpen);
  }
  if (event.target.closest("[data-dt-close]")) event.target.closest("dialog")?.close();
  if (event.target.closest("[data-dt-print]")) print();
  if (event.target.closest("[data-dt-dismiss]")) event.target.closest(".dt-toast").remove();
  if (event.target instanceof HTMLDialogElement && event.target.open && isOutside(event)) event.target.close();
});

// A click on the veil reports the dialog itself as target, with a place outside its box.
const isOutside = ({ target, clientX: x, clientY: y }) => {
  const box = target.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
};

one("#dt-sheet")?.addEventListener("close", (event) => event.target.replaceChildren());

// --- toasts -------------------------------------------------------------------------------------
const leaveLater = (toast) => {
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, TOAST_SECONDS * 1000);
};

const toast = (text, undo) => {
  const made = one("#dt-toast-template").content.firstElementChild.cloneNode(true);
  one(".dt-toast__text", made).textContent = text;
  if (undo) {
    const form = one("#dt-undo-template").content.firstElementChild.cloneNode(true);
    form.action = undo;
    one(".dt-toast__text", made).after(form);
  }
  one("#dt-toasts").append(made);
  leaveLater(made);
};

all(".dt-toast").forEach(leaveLater);
document.addEventListener("dt:toast", ({ detail }) => toast(detail.text, detail.undo));

// --- htmx ---------------------------------------------------------------------------------------
const failed = () => toast(one("#dt-failure-text").content.textContent.trim());
document.addEventListener("htmx:error", failed);

document.addEventListener("htmx:after:request", (event) => {
  const { response, text } = event.detail.ctx;
  if (response.status >= 400 && response.status !== 422) return failed();
  // A whole page where a part was asked for: the session ended, or the form redirected. Go there.
  if (/^\s*<!doctype/i.test(text ?? "")) {
    event.preventDefault();
    location.assign(response.raw.url);
  }
});

document.addEventListener("htmx:after:swap", () => {
  const sheet = one("#dt-sheet");
  if (sheet?.childElementCount && !sheet.open) sheet.showModal();
  prepare();
});

// --- forms --------------------------------------------------------------------------------------
const count = (area) => {
  const counter = document.getElementById(area.dataset.dtCount);
  if (counter) counter.textContent = `${[...area.value].length} / ${counter.dataset.dtLimit}`;
};

// The browser writes dates in its own language, not in the page's: say the chosen day again in words.
const sayDate = (output) => {
  const { value } = document.getElementById(output.dataset.dtDateOf) ?? {};
  const { lang } = document.documentElement;
  const format = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "full", timeZone: "UTC" });
  output.textContent = value ? format.format(new Date(value)) : "";
};

document.addEventListener("input", ({ target }) => {
  if (target.dataset?.dtCount) count(target);
  if (target.type === "date") all("[data-dt-date-of]").forEach(sayDate);
});

const prepare = () => {
  all("[data-dt-count]").forEach(count);
  all("[data-dt-date-of]").forEach(sayDate);
  const errors = one("dialog[open] [data-dt-focus]") ?? one("main [data-dt-focus]");
  if (errors && !errors.dataset.dtSeen) {
    errors.dataset.dtSeen = "";
    errors.focus();
  }
};

// --- keyboard -----------------------------------------------------------------------------------
const isTyping = () => document.activeElement?.matches("input, textarea, select, [contenteditable]");

const jump = (letter) => one(`[data-dt-jump="${letter}"]`)?.click();

const move = (choices, step) => {
  const stops = choices.filter((stop) => stop.checkVisibility());
  const now = stops.indexOf(document.activeElement);
  stops[Math.min(Math.max(now + step, 0), stops.length - 1)]?.focus();
};

// One stop for each row, however many links it holds.
const rows = () => all("[data-dt-rows] tbody tr").flatMap((row) => one("a[href], button", row) ?? []);

// The key leads to the decision and Enter takes it: a stray letter approves nothing.
const toApproval = () => all("[data-dt-approve]").find((button) => button.checkVisibility())?.focus();

let waitsForLetter = 0;
const singleKeys = {
  "/": () => open("dt-palette"),
  "?": () => open("dt-shortcuts"),
  g: () => (waitsForLetter = Date.now()),
  j: () => move(rows(), 1),
  k: () => move(rows(), -1),
  a: toApproval,
};

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    event.preventDefault();
    return open("dt-palette");
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && event.target.closest("#dt-palette")) {
    event.preventDefault();
    return move(all("#dt-palette-query, #dt-palette-hits .dt-hit"), step);
  }
  if (!("dtKeys" in document.body.dataset) || isTyping() || !isPlain(event) || one("dialog[open]")) return;
  if (Date.now() - waitsForLetter < 1200 && /^[a-z]$/.test(event.key)) {
    waitsForLetter = 0;
    return jump(event.key);
  }
  if (event.key in singleKeys) {
    event.preventDefault();
    singleKeys[event.key]();
  }
});

// The whole row leads where its name leads; what can be pressed inside it, or selected, keeps its own meaning.
document.addEventListener("click", ({ target }) => {
  const row = target.closest("tr[data-href]");
  if (row && !target.closest("a, button, input, label, summary") && !getSelection().toString()) {
    location.assign(row.dataset.href);
  }
});

// Enter in the palette opens the first hit, not the search page, once there are hits.
one(".dt-palette__form")?.addEventListener("submit", (event) => {
  const first = one("#dt-palette-hits .dt-hit");
  if (first) {
    event.preventDefault();
    first.click();
  }
});

// --- countdown ----------------------------------------------------------------------------------
const startTimer = (box) => {
  const shown = one("output", box);
  let left = Number(box.dataset.dtTimer);
  let ticking = 0;
  one("[data-dt-timer-toggle]", box).addEventListener("click", () => {
    if (ticking) {
      clearInterval(ticking);
      ticking = 0;
      return;
    }
    ticking = setInterval(() => {
      left -= 1;
      const sign = left < 0 ? "+" : "";
      const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
      shown.textContent = `${sign}${minutes}:${String(seconds).padStart(2, "0")}`;
      box.classList.toggle("dt-timer--over", left < 0);
    }, 1000);
  });
};

all("[data-dt-timer]").forEach(startTimer);
one(".dt-subnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
prepare();
