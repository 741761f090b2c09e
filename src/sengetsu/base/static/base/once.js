// A second tap while the first is under way does nothing. It never outlives the request: after an answer,
// a lost network or the back button the form can be sent again, and the server's once key does the rest.
const LONGEST_WAIT = 10_000; // ms; then a tap counts again even if nothing was heard

const waiting = new Map();

function release(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (waiting.has(form)) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented) return; // htmx sends it, and has its own guard
  waiting.set(form, setTimeout(() => release(form), LONGEST_WAIT));
  const button = event.submitter;
  // Not `disabled`: a disabled button would lose the focus and would not send its own name.
  button?.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
});

addEventListener("pageshow", () => [...waiting.keys()].forEach(release));
