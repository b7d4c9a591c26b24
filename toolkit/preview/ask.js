// How the page asks the server: JSON both ways, with the token of this run.
const token = document.querySelector("[name=kindword-token]").content;

export async function ask(address, body) {
  const headers = { "Content-Type": "application/json", "X-Kindword-Token": token };
  const settings = body && { method: "POST", headers, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(address, settings);
  } catch {
    throw new Error("The preview has ended. Start it again with kindword preview.");
  }
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.error), { status: answer.status, told });
  return told;
}
