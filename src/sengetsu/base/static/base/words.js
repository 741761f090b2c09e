// The sentences and addresses that scripts need. The page brings them, in the visitor's language.
const store = document.getElementById("words");

/** The text of `data-NAME` on #words, with %TIME filled in. */
export function word(name, time = "") {
  return (store?.dataset[name] ?? "").replace("%TIME", time);
}
