// Passkeys: asks the browser for one, and sends its answer with the form that is there. Without script the code does.

const toBytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const toWords = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const splitWords = (words) => words.split(" ").filter(Boolean);

if (window.PublicKeyCredential) for (const form of all("[data-passkey]")) form.hidden = false;

const makePasskey = ({ challenge, party, ids, user, name, algorithms }) =>
  navigator.credentials.create({
    publicKey: {
      challenge: toBytes(challenge),
      rp: { id: party, name: document.title.split(" - ").pop() },
      user: { id: toBytes(user), name, displayName: name },
      pubKeyCredParams: splitWords(algorithms).map((alg) => ({ type: "public-key", alg: Number(alg) })),
      excludeCredentials: splitWords(ids).map((id) => ({ type: "public-key", id: toBytes(id) })),
      authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
      attestation: "none",
    },
  });

const usePasskey = ({ challenge, party, ids }) =>
  navigator.credentials.get({
    publicKey: {
      challenge: toBytes(challenge),
      rpId: party,
      allowCredentials: splitWords(ids).map((id) => ({ type: "public-key", id: toBytes(id) })),
      userVerification: "preferred",
    },
  });

on("submit", "[data-passkey]", async (form, event) => {
  event.preventDefault();
  const note = first("[data-passkey-failed]", form);
  note.textContent = "";
  const creates = form.dataset.passkey === "create";
  const answer = await (creates ? makePasskey : usePasskey)(form.dataset).catch(() => null);
  if (!answer) {
    note.textContent = note.dataset.passkeyFailed;
    return;
  }
  const { response } = answer;
  const { client_data, authenticator_data, credential, signature } = form.elements;
  client_data.value = toWords(response.clientDataJSON);
  authenticator_data.value = toWords(creates ? response.getAuthenticatorData() : response.authenticatorData);
  if (credential) credential.value = toWords(answer.rawId);
  if (signature) signature.value = toWords(response.signature);
  form.submit();
});
