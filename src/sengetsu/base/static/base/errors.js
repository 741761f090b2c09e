// A form that came back with errors starts where they are listed. The list links to the fields.
document.querySelector("[data-summary]")?.focus();
