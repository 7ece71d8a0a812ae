//! Password hashing: argon2id, peppered, off the async threads and never more than a few at once.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;

use super::secrets::Secrets;

/// OWASP ASVS 5.0 appendix C floor for two passes is 19 MiB; ours is higher (security model, 1.2).
const MEMORY_KIB: u32 = 47_104;
const PASSES: u32 = 2;
/// More at once would only make everybody wait.
const AT_ONCE: usize = 3;
/// Of them so many for browsers that never signed in before: a flood of strangers leaves a turn to the others.
const STRANGERS_AT_ONCE: usize = 2;
/// How many may stand in line before the next is told to come back: ten to twenty seconds of hashing.
const LINE: usize = 256;
/// Of the places in line these are kept for browsers that have signed in before: a flood of strangers cannot fill them.
const KEPT_FOR_KNOWN: usize = 56;

/// Which line a check stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Somebody signed in, or at a browser that was before.
    Known,
    Stranger,
}

/// How costly a hash is. Tests use the cheapest the algorithm allows.
#[derive(Clone, Copy, Debug)]
pub enum Cost {
    Production,
    Test,
}

/// The hashers are all busy and the line is full.
#[derive(Debug, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Busy;

/// Hashes and checks passwords. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    argon2: Arc<Argon2<'static>>,
    running: Arc<Semaphore>,
    line: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    strangers_running: Arc<Semaphore>,
    /// Checked when there is no account, so that a stranger cannot tell by the time it takes.
    dummy: Arc<str>,
}

impl Passwords {
    pub fn new(secrets: &Secrets, cost: Cost) -> anyhow::Result<Self> {
        let (memory, passes) = match cost {
            Cost::Production => (MEMORY_KIB, PASSES),
            Cost::Test => (Params::MIN_M_COST, 1),
        };
        let params = Params::new(memory, passes, 1, None).map_err(|e| anyhow::anyhow!("argon2 parameters: {e}"))?;
        // The pepper lives as long as the process, like the hasher that borrows it.
        let pepper: &'static [u8] = Box::leak(Box::new(secrets.derive("password pepper")));
        let argon2 =
            Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
        // Same parameters as a real hash, so checking it costs the same; made without work so that starting costs nothing.
        let dummy = format!("$argon2id$v=19$m={memory},t={passes},p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Ok(Self {
            argon2: Arc::new(argon2),
            running: Arc::new(Semaphore::new(AT_ONCE)),
            line: Arc::new(Semaphore::new(AT_ONCE + LINE)),
            strangers: Arc::new(Semaphore::new(AT_ONCE + LINE - KEPT_FOR_KNOWN)),
            strangers_running: Arc::new(Semaphore::new(STRANGERS_AT_ONCE)),
            dummy: dummy.into(),
        })
    }

    /// A new PHC string with a salt of its own.
    pub async fn hash(&self, password: String) -> Result<String, HashError> {
        let argon2 = self.argon2.clone();
        self.off_thread(move || argon2.hash_password(password.as_bytes()).map(|hash| hash.to_string()))
            .await?
            .map_err(|e| HashError::Failed(e.to_string()))
    }

    /// Whether the password is right. Without a stored hash it takes as long and is wrong.
    pub async fn verify(&self, password: String, stored: Option<String>, queue: Queue) -> Result<bool, Busy> {
        let _stranger = match queue {
            Queue::Known => None,
            Queue::Stranger => {
                let place = self.strangers.try_acquire().map_err(|_| Busy)?;
                Some((place, self.strangers_running.acquire().await.map_err(|_| Busy)?))
            }
        };
        let argon2 = self.argon2.clone();
        let dummy = self.dummy.clone();
        self.off_thread(move || {
            let known = stored.is_some();
            let phc = stored.as_deref().unwrap_or(&dummy);
            let Ok(parsed) = PasswordHash::new(phc) else { return false };
            argon2.verify_password(password.as_bytes(), &parsed).is_ok() && known
        })
        .await
    }

    /// Whether a stored hash was made with weaker parameters than today's.
    pub fn needs_rehash(&self, stored: &str) -> bool {
        let Ok(parsed) = PasswordHash::new(stored) else { return true };
        let Ok(params) = Params::try_from(&parsed) else { return true };
        let now = self.argon2.params();
        params.m_cost() < now.m_cost() || params.t_cost() < now.t_cost()
    }

    async fn off_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _place = self.line.try_acquire().map_err(|_| Busy)?;
        let _turn = self.running.acquire().await.map_err(|_| Busy)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| Busy)
    }
}

/// Why a new password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error("hashing failed: {0}")]
    Failed(String),
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    TooCommon,
}

/// Length counts characters as a person does, in any script.
pub const SHORTEST: usize = 15;
pub const LONGEST: usize = 128;

/// The rule for a new password: long, and not one that is guessed early. `about` are words an attacker would try first:
/// the person's name and address, the product.
pub fn check_new(password: &str, about: &[&str]) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weakness::TooShort);
    }
    if length > LONGEST {
        return Err(Weakness::TooLong);
    }
    let mut words = vec!["cleanmatex", "clean mate", "laundry", "hq console", "headquarters"];
    words.extend(about);
    if zxcvbn::zxcvbn(password, &words).score() < zxcvbn::Score::Three {
        return Err(Weakness::TooCommon);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn long_passwords_in_any_script_are_taken() {
        for good in ["correct horse battery staple", "قهوة الصباح على شاطئ صور", "🦀🦀 ferris walks sideways", "x9!k2 LmQ0 zz7 wwp"]
        {
            assert_eq!(check_new(good, &[]), Ok(()), "{good}");
        }
    }

    #[test]
    fn short_and_guessable_ones_are_not() {
        assert_eq!(check_new("short", &[]), Err(Weakness::TooShort));
        assert_eq!(check_new(&"a".repeat(129), &[]), Err(Weakness::TooLong));
        for common in ["passwordpassword", "aaaaaaaaaaaaaaaa", "123456789012345", "cleanmatexlaundry", "qwertyuiopasdfgh"] {
            assert_eq!(check_new(common, &[]), Err(Weakness::TooCommon), "{common}");
        }
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_at_the_documented_cost_and_checks_only_its_password() {
        let passwords = Passwords::new(&Secrets::new([1; 32]), Cost::Production).unwrap();
        let phc = passwords.hash("correct horse battery".to_owned()).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=47104,t=2,p=1$"), "{phc}");
        assert!(!passwords.needs_rehash(&phc));
        assert!(passwords.verify("correct horse battery".to_owned(), Some(phc.clone()), Queue::Known).await.unwrap());
        assert!(!passwords.verify("Correct horse battery".to_owned(), Some(phc.clone()), Queue::Known).await.unwrap());
        assert!(!passwords.verify("correct horse battery".to_owned(), None, Queue::Known).await.unwrap());
        let other_pepper = Passwords::new(&Secrets::new([2; 32]), Cost::Production).unwrap();
        assert!(!other_pepper.verify("correct horse battery".to_owned(), Some(phc), Queue::Known).await.unwrap());
    }

    #[tokio::test]
    async fn beyond_the_line_the_next_is_turned_away() {
        let passwords = Passwords::new(&Secrets::new([1; 32]), Cost::Test).unwrap();
        let held = passwords.line.clone().acquire_many_owned(u32::try_from(AT_ONCE + LINE).unwrap()).await.unwrap();
        assert!(passwords.verify("x".to_owned(), None, Queue::Known).await.is_err());
        drop(held);
        let strangers =
            passwords.strangers.clone().acquire_many_owned(u32::try_from(AT_ONCE + LINE - KEPT_FOR_KNOWN).unwrap()).await.unwrap();
        assert!(passwords.verify("x".to_owned(), None, Queue::Stranger).await.is_err(), "strangers fill their part of the line only");
        assert!(passwords.verify("x".to_owned(), None, Queue::Known).await.is_ok());
        drop(strangers);
        assert!(passwords.verify("x".to_owned(), None, Queue::Known).await.is_ok());
    }

    #[tokio::test]
    async fn strangers_wait_for_each_other_and_colleagues_for_none_of_them() {
        let passwords = Passwords::new(&Secrets::new([1; 32]), Cost::Test).unwrap();
        let held = passwords.strangers_running.clone().acquire_many_owned(u32::try_from(STRANGERS_AT_ONCE).unwrap()).await.unwrap();
        assert!(passwords.verify("x".to_owned(), None, Queue::Stranger).now_or_never().is_none(), "waits");
        assert!(passwords.verify("x".to_owned(), None, Queue::Known).await.is_ok());
        drop(held);
        assert!(passwords.verify("x".to_owned(), None, Queue::Stranger).await.is_ok());
    }

    #[test]
    fn a_weaker_old_hash_is_due_for_renewal() {
        let passwords = Passwords::new(&Secrets::new([1; 32]), Cost::Production).unwrap();
        assert!(
            passwords.needs_rehash("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        );
    }
}
