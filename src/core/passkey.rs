//! Passkeys (Web Authentication, level 2): what the server checks of a new one and of each use.
//!
//! Only what is needed: no attestation, and the two algorithms that platforms make keys for. A key in any other shape is refused,
//! so nothing here has to understand CBOR in general: keys have exactly one allowed encoding.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// COSE numbers of the algorithms a browser may make a key for, the preferred one first.
pub const ALGORITHMS: [i32; 2] = [-7, -257];
/// Longest credential id the standard allows.
const LONGEST_ID: usize = 1023;

/// The site a passkey belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Host name, without port.
    pub id: String,
    /// What the browser says it is at.
    pub origin: String,
}

impl Party {
    /// The site at this address. `None` where browsers know no passkeys: without TLS, or by a bare network address.
    pub fn of(public_url: &str) -> Option<Self> {
        let origin = public_url.trim_end_matches('/').to_lowercase();
        let (scheme, authority) = origin.split_once("://")?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let named = !authority.starts_with('[') && host.parse::<std::net::IpAddr>().is_err();
        let safe = scheme == "https" || host == "localhost";
        (named && safe).then(|| Self { id: host.to_owned(), origin: origin.clone() })
    }
}

/// Why something shown as a passkey was not taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("it could not be read")]
    Unreadable,
    #[error("it answers another question")]
    OtherChallenge,
    #[error("it was made for another site")]
    OtherSite,
    #[error("nobody touched the device")]
    NobodyThere,
    #[error("the key is of a kind that is not taken")]
    UnknownKey,
    #[error("the signature is not of this key")]
    WrongSignature,
    #[error("its counter went backwards: there may be a copy of it")]
    Copied,
}

/// A passkey as it is kept: nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    pub id: Vec<u8>,
    /// The key as the authenticator encoded it.
    pub key: Vec<u8>,
    pub counter: u32,
}

/// What the browser answered, as its form brought it.
pub struct Answer<'a> {
    pub client_data: &'a [u8],
    pub authenticator_data: &'a [u8],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// What an authenticator says about itself with every answer.
struct AuthenticatorData<'a> {
    party_hash: &'a [u8],
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

const USER_PRESENT: u8 = 0x01;
const HAS_CREDENTIAL: u8 = 0x40;

impl<'a> AuthenticatorData<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let (party_hash, rest) = bytes.split_at_checked(32).ok_or(Fault::Unreadable)?;
        let (flags, rest) = rest.split_first().ok_or(Fault::Unreadable)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Unreadable)?;
        Ok(Self { party_hash, flags: *flags, counter: u32::from_be_bytes(*counter), rest })
    }
}

/// Checks what both kinds of answer have in common.
fn check<'a>(party: &Party, challenge: &str, kind: &str, answer: &Answer<'a>) -> Result<AuthenticatorData<'a>, Fault> {
    let said: ClientData = serde_json::from_slice(answer.client_data).map_err(|_| Fault::Unreadable)?;
    if said.r#type != kind || said.challenge != challenge || challenge.is_empty() {
        return Err(Fault::OtherChallenge);
    }
    if said.origin.to_lowercase() != party.origin || said.cross_origin {
        return Err(Fault::OtherSite);
    }
    let data = AuthenticatorData::read(answer.authenticator_data)?;
    if data.party_hash != Sha256::digest(party.id.as_bytes()).as_slice() {
        return Err(Fault::OtherSite);
    }
    if data.flags & USER_PRESENT == 0 {
        return Err(Fault::NobodyThere);
    }
    Ok(data)
}

/// Reads a new passkey out of the browser's answer.
pub fn register(party: &Party, challenge: &str, answer: &Answer<'_>) -> Result<Credential, Fault> {
    let data = check(party, challenge, "webauthn.create", answer)?;
    if data.flags & HAS_CREDENTIAL == 0 {
        return Err(Fault::Unreadable);
    }
    // Sixteen bytes of the device's make, which are of no interest, and the id with its length.
    let rest = data.rest.get(16..).ok_or(Fault::Unreadable)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Unreadable)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (id, rest) = rest.split_at_checked(length).ok_or(Fault::Unreadable)?;
    if id.is_empty() || length > LONGEST_ID {
        return Err(Fault::Unreadable);
    }
    let key = Key::read(rest)?;
    Ok(Credential { id: id.to_vec(), key: rest.get(..key.length()).ok_or(Fault::Unreadable)?.to_vec(), counter: data.counter })
}

/// Checks a use of a known passkey. Returns its counter as it is now.
pub fn verify(party: &Party, challenge: &str, known: &Credential, answer: &Answer<'_>, signature: &[u8]) -> Result<u32, Fault> {
    let data = check(party, challenge, "webauthn.get", answer)?;
    let mut signed = answer.authenticator_data.to_vec();
    signed.extend_from_slice(&Sha256::digest(answer.client_data));
    Key::read(&known.key)?.verify(&signed, signature)?;
    // Many passkeys do not count and always say zero.
    if (data.counter != 0 || known.counter != 0) && data.counter <= known.counter {
        return Err(Fault::Copied);
    }
    Ok(data.counter)
}

/// A public key in one of its two allowed encodings.
enum Key<'a> {
    P256 { x: &'a [u8], y: &'a [u8] },
    Rsa { n: &'a [u8] },
}

/// {1: 2 (elliptic), 3: -7 (ES256), -1: 1 (P-256), -2: 32 bytes…
const P256_X: [u8; 10] = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
/// …-3: 32 bytes}
const P256_Y: [u8; 3] = [0x22, 0x58, 0x20];
/// {1: 3 (RSA), 3: -257 (RS256), -1: 256 bytes…
const RSA_N: [u8; 11] = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
/// …-2: 65537}
const RSA_E: [u8; 5] = [0x21, 0x43, 0x01, 0x00, 0x01];
const RSA_BYTES: usize = 256;

impl<'a> Key<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        if let Some(rest) = bytes.strip_prefix(&P256_X) {
            let (x, rest) = rest.split_at_checked(32).ok_or(Fault::UnknownKey)?;
            let y = rest.strip_prefix(&P256_Y).and_then(|rest| rest.get(..32)).ok_or(Fault::UnknownKey)?;
            return Ok(Self::P256 { x, y });
        }
        let rest = bytes.strip_prefix(&RSA_N).ok_or(Fault::UnknownKey)?;
        let (n, rest) = rest.split_at_checked(RSA_BYTES).ok_or(Fault::UnknownKey)?;
        rest.starts_with(&RSA_E).then_some(Self::Rsa { n }).ok_or(Fault::UnknownKey)
    }

    /// How many bytes its encoding takes; what follows is of no interest.
    fn length(&self) -> usize {
        match self {
            Self::P256 { .. } => P256_X.len() + 32 + P256_Y.len() + 32,
            Self::Rsa { .. } => RSA_N.len() + RSA_BYTES + RSA_E.len(),
        }
    }

    fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Fault> {
        let outcome = match self {
            Self::P256 { x, y } => {
                let point = [&[0x04], *x, *y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(signed, signature)
            }
            Self::Rsa { n } => RsaPublicKeyComponents { n: *n, e: &[1, 0, 1][..] }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature),
        };
        outcome.map_err(|_| Fault::WrongSignature)
    }
}

/// Bytes as forms carry them.
pub fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The same read back.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_a_name_and_a_safe_address() {
        let party = |url: &str| Party::of(url).map(|party| (party.id, party.origin));
        let ours = Some(("hq.example.com".to_owned(), "https://hq.example.com:8443".to_owned()));
        assert_eq!(party("https://HQ.example.com:8443"), ours);
        assert_eq!(party("http://localhost:3001").map(|(id, _)| id).as_deref(), Some("localhost"));
        for url in ["http://hq.example.com", "https://192.0.2.1", "https://[2001:db8::1]:3001", "hq.example.com"] {
            assert_eq!(party(url), None, "{url}");
        }
    }

    #[test]
    fn what_is_cut_short_is_not_read_and_breaks_nothing() {
        let party = Party::of("https://hq.example.com").unwrap();
        let client_data = br#"{"type":"webauthn.create","challenge":"abc","origin":"https://hq.example.com"}"#;
        let mut data = Sha256::digest(b"hq.example.com").to_vec();
        data.extend([USER_PRESENT | HAS_CREDENTIAL, 0, 0, 0, 0]);
        data.extend([0; 16]);
        data.extend([0, 4, 1, 2, 3, 4]);
        data.extend(P256_X);
        data.extend([7; 32]);
        data.extend(P256_Y);
        data.extend([9; 32]);
        let read = |bytes: &[u8]| register(&party, "abc", &Answer { client_data, authenticator_data: bytes });
        assert_eq!(read(&data).unwrap().id, [1, 2, 3, 4]);
        for end in 0..data.len() {
            assert!(read(&data[..end]).is_err(), "{end} bytes were taken");
        }
    }
}
