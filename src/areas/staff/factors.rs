//! Second factors: time-based codes and recovery codes. A code of either kind works once.

pub mod passkeys;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use crate::core::change::Change;
use crate::core::ids::StaffId;
use crate::core::secrets::{self, Secrets};
use crate::core::text;

const ISSUER: &str = "CleanMateX HQ";
/// Seconds a code is shown for.
const STEP: u64 = 30;
/// A code of the step before or after is taken too: clocks differ.
const SKEW: u16 = 1;
const RECOVERY_CODES: usize = 10;

/// A seed of 20 bytes, not yet proven to be in the person's authenticator.
#[derive(Clone)]
pub struct Seed(Vec<u8>);

impl Seed {
    pub fn new() -> Self {
        Self(secrets::random_bytes::<20>().to_vec())
    }

    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn from_base32(text: &str) -> Option<Self> {
        Secret::try_from_base32(text).ok().map(|secret| Self(secret.as_ref().to_vec()))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// For typing in by hand, in groups of four.
    pub fn base32(&self) -> String {
        Secret::from(self.0.as_slice()).to_base32().trim_end_matches('=').to_owned()
    }

    /// For the QR code.
    pub fn address(&self, email: &str) -> Option<String> {
        self.totp(email).and_then(|totp| totp.to_url().ok())
    }

    /// The code shown at an instant.
    pub fn code_at(&self, at: DateTime<Utc>) -> Option<String> {
        Some(self.totp("-")?.generate(unix(at)).to_string())
    }

    /// The time step a code belongs to, when it is right at this instant.
    pub fn step_of(&self, code: &str, at: DateTime<Utc>) -> Option<i64> {
        let step = self.totp("-")?.check(code, unix(at))?;
        i64::try_from(step).ok()
    }

    fn totp(&self, email: &str) -> Option<Totp> {
        Builder::new()
            .with_secret(Secret::from(self.0.as_slice()))
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_account_name(email)
            .with_issuer(Some(ISSUER))
            .build()
            .ok()
    }
}

impl Default for Seed {
    fn default() -> Self {
        Self::new()
    }
}

fn unix(at: DateTime<Utc>) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or_default()
}

/// Associated data of a sealed seed: it opens in its own row only.
pub fn place(factor: Uuid) -> String {
    format!("sys_platform_factors/secret/{factor}")
}

/// What a typed code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    Totp,
    Recovery,
}

/// How a typed code fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted(Proof),
    /// A right code that was used before. No guess, so it is not counted as one.
    Replayed,
    Wrong,
}

/// Takes a code of either kind and uses it up. Two requests with the same code: one gets it.
pub async fn consume(
    db: &mut PgConnection,
    secrets: &Secrets,
    staff: StaffId,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Answer, sqlx::Error> {
    let typed: String = text::digits_to_latin(typed).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit()) {
        return consume_totp(db, secrets, staff, &typed, now).await;
    }
    if typed.len() == RECOVERY_LENGTH {
        return consume_recovery(db, staff, &typed, now).await;
    }
    Ok(Answer::Wrong)
}

async fn consume_totp(
    db: &mut PgConnection,
    secrets: &Secrets,
    staff: StaffId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Answer, sqlx::Error> {
    let factor = sqlx::query!("select id, secret_sealed from sys_platform_factors where user_id = $1 and kind = 'totp'", staff.0)
        .fetch_optional(&mut *db)
        .await?;
    let Some(factor) = factor else { return Ok(Answer::Wrong) };
    let seed = secrets.open(&place(factor.id), &factor.secret_sealed).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let Some(step) = Seed::from_bytes(seed).step_of(code, now) else { return Ok(Answer::Wrong) };
    let taken = sqlx::query!(
        "update sys_platform_factors set last_step = $2, last_used_at = $3 where id = $1 and last_step < $2",
        factor.id,
        step,
        now
    )
    .execute(db)
    .await?
    .rows_affected();
    Ok(if taken == 1 { Answer::Accepted(Proof::Totp) } else { Answer::Replayed })
}

async fn consume_recovery(db: &mut PgConnection, staff: StaffId, code: &str, now: DateTime<Utc>) -> Result<Answer, sqlx::Error> {
    let taken = sqlx::query!(
        "update sys_platform_recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null",
        staff.0,
        recovery_hash(staff, code),
        now
    )
    .execute(&mut *db)
    .await?
    .rows_affected();
    Ok(if taken == 1 { Answer::Accepted(Proof::Recovery) } else { Answer::Wrong })
}

/// Puts a proven seed in place of whatever the person had. `used` is the step of the code that proved it: it does not work again.
pub async fn replace_totp(change: &mut Change, secrets: &Secrets, staff: StaffId, seed: &Seed, used: i64) -> Result<(), sqlx::Error> {
    let id = change.new_id();
    let at = change.at();
    sqlx::query!("delete from sys_platform_factors where user_id = $1", staff.0).execute(&mut **change).await?;
    sqlx::query!(
        "insert into sys_platform_factors (id, user_id, kind, secret_sealed, last_step, created_at) values ($1, $2, 'totp', $3, $4, $5)",
        id,
        staff.0,
        secrets.seal(&place(id), seed.bytes()),
        used,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567891";
/// 26 letters of five bits: 130 bits of chance.
const RECOVERY_LENGTH: usize = 26;

/// Ten new recovery codes in place of all older ones. They are returned to be shown once; the database keeps hashes.
pub async fn renew_recovery_codes(change: &mut Change, staff: StaffId) -> Result<Vec<String>, sqlx::Error> {
    let at = change.at();
    put_recovery_codes(change, staff, at).await
}

/// The same outside of a change, for accounts that are being invented.
pub(super) async fn put_recovery_codes(db: &mut PgConnection, staff: StaffId, at: DateTime<Utc>) -> Result<Vec<String>, sqlx::Error> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| recovery_hash(staff, code)).collect();
    sqlx::query!("delete from sys_platform_recovery_codes where user_id = $1", staff.0).execute(&mut *db).await?;
    sqlx::query!(
        "insert into sys_platform_recovery_codes (code_hash, user_id, created_at) select hash, $2, $3 from unnest($1::bytea[]) as hash",
        &hashes,
        staff.0,
        at
    )
    .execute(db)
    .await?;
    Ok(codes.iter().map(|code| grouped(code)).collect())
}

fn recovery_code() -> String {
    secrets::random_bytes::<RECOVERY_LENGTH>().iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

fn recovery_hash(staff: StaffId, code: &str) -> Vec<u8> {
    Sha256::new().chain_update(staff.0.as_bytes()).chain_update(code.as_bytes()).finalize().to_vec()
}

/// abcde-fghjk-…
fn grouped(code: &str) -> String {
    code.as_bytes().chunks(5).map(|part| String::from_utf8_lossy(part)).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_code_belongs_to_its_own_step_and_its_neighbours() {
        let seed = Seed::from_base32("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").unwrap();
        let now = at("2026-11-22T10:00:00Z");
        let code = seed.code_at(now).unwrap();
        let step = seed.step_of(&code, now).unwrap();
        assert_eq!(step, now.timestamp() / 30);
        assert_eq!(seed.step_of(&code, now + chrono::Duration::seconds(30)), Some(step));
        assert_eq!(seed.step_of(&code, now + chrono::Duration::seconds(90)), None);
    }

    #[test]
    fn a_new_seed_has_twenty_bytes_and_reads_back() {
        let seed = Seed::new();
        assert_eq!(seed.bytes().len(), 20);
        assert_eq!(Seed::from_base32(&seed.base32()).unwrap().bytes(), seed.bytes());
        assert!(seed.address("somebody@example.com").unwrap().starts_with("otpauth://totp/"));
    }

    #[test]
    fn recovery_codes_are_long_and_grouped() {
        let code = recovery_code();
        assert_eq!(code.len(), RECOVERY_LENGTH);
        assert_eq!(grouped(&code).replace('-', ""), code);
    }
}
