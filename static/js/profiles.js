// The names of the profiles, to choose from: there are many, so they are fetched when one is about to be written.

const list = document.getElementById("profiles");

/** Fill the list. */
export async function fill() {
  const answer = await fetch(list.dataset.source);
  if (!answer.ok) return;
  const { groups } = await answer.json();
  const entries = groups.flatMap((group) => group.entries);
  list.replaceChildren(...entries.map(({ name, title }) => new Option(title, name)));
}
