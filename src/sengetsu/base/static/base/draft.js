// Keeps what is being typed on the server: `<form data-draft="URL">`. The state is said in one quiet line.
// The server answers 2xx when the draft is kept, 401 when the session is over.
import { refreshToken } from "./token.js";
import { word } from "./words.js";

const PAUSE = 700; // ms without a key before a draft is sent
const RETRIES = [2_000, 5_000, 10_000, 20_000]; // ms; the last one repeats
const KEEPALIVE_LIMIT = 60_000; // bytes; browsers refuse more in a request that outlives its page

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector(".draft-state") ?? this.makeLine();
    this.kept = this.content();
    this.failures = 0;
    this.stopped = false; // sent, or another person is signed in: nothing more is saved from here
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(PAUSE));
    form.addEventListener("submit", (event) => this.sent(event));
    document.addEventListener("visibilitychange", () => this.now(document.hidden));
    addEventListener("pagehide", () => this.now(true));
    addEventListener("online", () => this.now());
    addEventListener("focus", () => this.failures && this.now());
    addEventListener("pageshow", (event) => event.persisted && (this.stopped = false));
    addEventListener("beforeunload", (event) => this.failures && this.isNew() && event.preventDefault());
    document.addEventListener("sengetsu:leave", (event) => event.detail.push(this.now(true)));
  }

  makeLine() {
    const line = document.createElement("p");
    line.className = "draft-state";
    const buttons = this.form.querySelector(".do");
    buttons ? buttons.before(line) : this.form.append(line);
    return line;
  }

  data() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  /** What decides whether there is something new: all that a person can change. */
  content() {
    const data = this.data();
    data.delete("csrfmiddlewaretoken");
    return JSON.stringify([...data]);
  }

  isNew() {
    return !this.stopped && this.content() !== this.kept;
  }

  later(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), time);
  }

  async now(leaving = false) {
    clearTimeout(this.timer);
    if (!this.isNew()) return;
    if (this.busy && !leaving) {
      this.again = true;
      return;
    }
    this.busy = new AbortController();
    const content = this.content();
    const outcome = await this.post(leaving);
    this.busy = undefined;
    if (this.stopped) return;
    if (outcome === "kept") this.kept = content;
    this.failures = outcome === "kept" ? 0 : this.failures + 1;
    this.say(outcome);
    if (outcome === "other-person") this.stopped = true;
    else if (outcome !== "kept") this.later(RETRIES[Math.min(this.failures, RETRIES.length) - 1]);
    else if (this.again) this.later(PAUSE);
    this.again = false;
  }

  async post(leaving, isSecondTry = false) {
    const body = this.data();
    const size = new Blob([this.content()]).size;
    try {
      const answer = await fetch(this.form.dataset.draft, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { Accept: "application/json", "X-Requested-With": "draft" },
        keepalive: leaving && size < KEEPALIVE_LIMIT,
        signal: this.busy.signal,
      });
      if (answer.ok) return "kept";
      if (answer.type === "opaqueredirect" || answer.status === 401) return "signed-out";
      if (answer.status === 413) {
        this.problem = (await answer.json()).problem;
        return "problem";
      }
      if (answer.status !== 403 || isSecondTry) return "failed";
      const token = await refreshToken();
      return token === "ok" ? await this.post(leaving, true) : token;
    } catch {
      return "failed";
    }
  }

  /** The real thing is on its way: a draft that arrives after it would bring the text back to life. */
  sent(event) {
    if (event.defaultPrevented) return;
    this.stopped = true;
    this.failures = 0;
    clearTimeout(this.timer);
    this.busy?.abort();
    // If the page is still here after a while (no network, a file came back), go on keeping drafts.
    setTimeout(() => (this.stopped = false), 12_000);
  }

  say(outcome) {
    const time = new Date().toLocaleTimeString("ja-JP", { hour: "numeric", minute: "2-digit" });
    const text = { kept: word("kept", time), "signed-out": word("signedOut"), "other-person": word("otherPerson"), problem: this.problem };
    const sentence = text[outcome] ?? word("notKept");
    // Said once, not at every retry: a screen reader would speak it again and again.
    if (this.said !== outcome) this.line.setAttribute("role", "status");
    if (this.said === outcome && outcome !== "kept") return;
    if (this.said === outcome) this.line.removeAttribute("role");
    this.said = outcome;
    this.line.classList.toggle("warn", outcome !== "kept");
    this.line.replaceChildren(sentence);
    if (outcome === "signed-out") this.line.append(" ", this.signInLink());
  }

  signInLink() {
    const link = document.createElement("a");
    Object.assign(link, { href: word("signInUrl"), target: "_blank", rel: "noopener" });
    link.textContent = word("signIn");
    return link;
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
