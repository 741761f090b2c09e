// Quick leave: `<a data-leave href="/">`, or Escape three times. The page goes white at once, what was typed
// is saved, a session is ended, and the address is replaced, so that the back button finds nothing.
const THRICE_WITHIN = 1_500; // ms
const LONGEST_WAIT = 1_200; // ms; a slow network must not keep anybody on the page

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const hasSomethingToHide = () => document.querySelector("[data-leave], [data-sign-out]");

function signOut(form) {
  return fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
}

async function leave(to) {
  const form = document.querySelector("[data-sign-out]");
  const saving = [];
  document.dispatchEvent(new CustomEvent("sengetsu:leave", { detail: saving }));
  const ending = async () => {
    await Promise.allSettled(saving);
    if (form) await signOut(form);
  };
  const done = ending().catch(() => undefined);
  try {
    sessionStorage.setItem("left", "1");
  } catch {
    // A browser without storage still leaves; only the guard against "back" is weaker.
  }
  document.title = "…";
  document.body.replaceChildren();
  await Promise.race([done, pause(LONGEST_WAIT)]);
  location.replace(to);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  leave(link.href);
});

let pressed = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.repeat) return;
  const now = performance.now();
  pressed = [...pressed.filter((time) => now - time < THRICE_WITHIN), now];
  if (pressed.length < 3 || !hasSomethingToHide()) return;
  event.preventDefault();
  leave(document.querySelector("a[data-leave]")?.href ?? "/");
});

// A page that came back out of the browser's memory is asked for anew: the session may be over.
addEventListener("pageshow", (event) => {
  if (event.persisted && hasSomethingToHide()) {
    document.documentElement.hidden = true;
    location.reload();
  }
});
