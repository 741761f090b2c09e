// A page may stay open longer than its token: signing in anew gives a new one. This fetches it.
import { word } from "./words.js";

/** Writes the present token into every form of the page. Resolves to "ok", "other-person" or "failed". */
export async function refreshToken() {
  try {
    const answer = await fetch(word("tokenUrl"), { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return "failed";
    const { token, person } = await answer.json();
    // What one person wrote must never be saved as another's.
    if ((document.body.dataset.person ?? "") !== person) return person ? "other-person" : "failed";
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
    if (document.body.hasAttribute("hx-headers")) {
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    }
    return "ok";
  } catch {
    return "failed";
  }
}
