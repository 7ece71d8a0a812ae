//! The installation's one key and what is derived from it: sealing, signing, token hashing.
//!
//! The key lives outside the database (variable `HQ_SECRET_KEY`, or a file beside an embedded database), so a copy of
//! the database alone opens nothing.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const NONCE_LEN: usize = 24;
const SEAL_VERSION: &str = "v1";

/// Why a sealed value could not be opened. Never says more: the visitor must not learn which.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value could not be opened: wrong key, or it was moved or altered")]
pub struct Unsealable;

/// The master key. Cheap to copy around inside an `Arc`; never printed.
pub struct Secrets {
    master: [u8; 32],
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    pub fn new(master: [u8; 32]) -> Self {
        Self { master }
    }

    /// Reads a key as `HQ_SECRET_KEY` carries it: 32 bytes in base64.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text.trim()).ok()?.try_into().ok().map(Self::new)
    }

    /// Reads the key file, or makes one readable by its owner alone.
    pub fn from_file(path: &Path) -> std::io::Result<Self> {
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(mut file) => {
                let master: [u8; 32] = random_bytes();
                writeln!(file, "{}", STANDARD.encode(master))?;
                file.sync_all()?;
                Ok(Self::new(master))
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::parse(&std::fs::read_to_string(path)?).ok_or_else(|| {
                    std::io::Error::other(format!(
                        "{} does not hold 32 bytes in base64; restore it from a backup, the data cannot be read without it",
                        path.display()
                    ))
                })
            }
            Err(error) => Err(error),
        }
    }

    /// A key for one purpose: HMAC-SHA256 of the purpose under the master key.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.mac("derive", purpose.as_bytes())
    }

    /// Seals `plain` with XChaCha20-Poly1305. `place` (table, column, row) is bound in: a sealed value moved to another row does not open.
    pub fn seal(&self, place: &str, plain: &[u8]) -> String {
        let nonce: [u8; NONCE_LEN] = random_bytes();
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place.as_bytes() }).unwrap_or_default();
        format!("{SEAL_VERSION}.{}.{}", URL_SAFE_NO_PAD.encode(nonce), URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Opens what [`Secrets::seal`] made for the same place.
    pub fn open(&self, place: &str, sealed: &str) -> Result<Vec<u8>, Unsealable> {
        let mut parts = sealed.split('.');
        let (Some(SEAL_VERSION), Some(nonce), Some(text), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(Unsealable);
        };
        let nonce: [u8; NONCE_LEN] = URL_SAFE_NO_PAD.decode(nonce).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Unsealable)?;
        let text = URL_SAFE_NO_PAD.decode(text).map_err(|_| Unsealable)?;
        self.cipher().decrypt(&XNonce::from(nonce), Payload { msg: &text, aad: place.as_bytes() }).map_err(|_| Unsealable)
    }

    /// HMAC-SHA256 of `message` for one purpose.
    pub fn mac(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.master).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// Checks a [`Secrets::mac`] in constant time. `given` may be a truncated prefix of at least 16 bytes.
    pub fn mac_matches(&self, purpose: &str, message: &[u8], given: &[u8]) -> bool {
        let expected = self.mac(purpose, message);
        (16..=32).contains(&given.len()) && bool::from(expected[..given.len()].ct_eq(given))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.derive("seal")))
    }
}

/// Bytes from the operating system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).unwrap_or_else(|error| unreachable!("the operating system gave no randomness: {error}"));
    bytes
}

/// A fresh 256-bit token for a link or a cookie, as URL-safe text.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What the database keeps of a token. Plain SHA-256 is enough: the token already has 256 bits of its own.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_own_place() {
        let secrets = Secrets::new([7; 32]);
        let sealed = secrets.seal("factors/1", b"seed");
        assert_eq!(secrets.open("factors/1", &sealed).unwrap(), b"seed");
        assert!(secrets.open("factors/2", &sealed).is_err());
        assert!(Secrets::new([8; 32]).open("factors/1", &sealed).is_err());
    }

    #[test]
    fn an_altered_value_does_not_open() {
        let secrets = Secrets::new([7; 32]);
        let sealed = secrets.seal("p", b"seed");
        for broken in ["", "v1", "v1..", "v2.AAAA.AAAA", &sealed[..sealed.len() - 1]] {
            assert!(secrets.open("p", broken).is_err(), "{broken} opened");
        }
    }

    #[test]
    fn a_mac_of_another_purpose_does_not_match() {
        let secrets = Secrets::new([7; 32]);
        let mac = secrets.mac("cursor", b"x");
        assert!(secrets.mac_matches("cursor", b"x", &mac[..16]));
        assert!(!secrets.mac_matches("device", b"x", &mac));
        assert!(!secrets.mac_matches("cursor", b"x", &mac[..8]), "too short to mean anything");
    }

    #[test]
    fn a_hundred_thousand_tokens_never_repeat() {
        let tokens: std::collections::HashSet<String> = (0..100_000).map(|_| new_token()).collect();
        assert_eq!(tokens.len(), 100_000);
        assert!(tokens.iter().all(|token| token.len() == 43));
    }
}
