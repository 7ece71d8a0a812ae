//! What the operator decides: read once at start, from the environment or a `.env` file. A wrong value stops the start
//! and names its variable; nothing is guessed.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// A variable that could not be understood, in words that tell what would be.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{variable} is set to \"{value}\", but it must be {expected}")]
pub struct BadSetting {
    pub variable: &'static str,
    pub value: String,
    pub expected: &'static str,
}

/// Why the settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error(transparent)]
    Value(#[from] BadSetting),
    /// Names the variable at most: the rest of the line may be a secret.
    #[error("the file .env could not be read{0}")]
    File(String),
}

impl From<dotenvy::Error> for SettingsError {
    fn from(error: dotenvy::Error) -> Self {
        Self::File(match error {
            dotenvy::Error::LineParse(line, _) => {
                let name = line.split('=').next().unwrap_or_default().trim();
                format!(" at the line of {name}: write NAME=value, and put a value with spaces in quotation marks")
            }
            other => format!(": {other}"),
        })
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// The process's settings. `.env.example` explains each to the operator.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`; without it a private Postgres is started in `data_dir`.
    pub database_url: Option<String>,
    /// `HQ_PG_BIN`: the folder with `initdb` and `postgres` for the private one.
    pub postgres_bin: Option<PathBuf>,
    /// `HQ_DATA_DIR`
    pub data_dir: PathBuf,
    /// `HQ_LISTEN`
    pub listen: SocketAddr,
    /// `HQ_METRICS_LISTEN`; `off` for none.
    pub metrics_listen: Option<SocketAddr>,
    /// `HQ_PUBLIC_URL`: the console's address as browsers see it; links in mail and the origin check use it.
    pub public_url: Option<String>,
    /// `HQ_SECRET_KEY`
    pub secret_key: Option<String>,
    /// `HQ_AUDIT_CHECKPOINTS`: the folder for the audit log's signed checkpoints.
    pub audit_checkpoints: Option<PathBuf>,
    /// `HQ_SMTP_URL`; without it mail is written to the mailbox folder.
    pub smtp_url: Option<String>,
    /// `HQ_MAIL_FROM`
    pub mail_from: String,
    /// `HQ_TRUSTED_PROXIES`: only these may say for whom they speak.
    pub trusted_proxies: Vec<IpAddr>,
    /// `HQ_DB_CONNECTIONS`
    pub db_connections: u32,
    /// `PRODUCT_DATABASE_URL`: the connected product's database; without it none is connected.
    pub product_database_url: Option<String>,
    /// `PRODUCT_WRITE_DATABASE_URL`: the same database as a role that may write; without it the other address is used.
    pub product_write_url: Option<String>,
    /// `HQ_PRODUCT_WRITE`: whether the product may be told of changes at all.
    pub product_write: bool,
    /// `HQ_LOG`
    pub log: String,
    /// `HQ_LOG_FORMAT`
    pub log_format: LogFormat,
}

impl Settings {
    /// This console's address in links that leave it.
    pub fn base_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Reads the process's environment, after `.env` has been laid under it.
    pub fn from_env() -> Result<Self, SettingsError> {
        match dotenvy::dotenv() {
            Err(error) if !error.not_found() => return Err(error.into()),
            _ => {}
        }
        Ok(Self::read(&|name| std::env::var(name).ok())?)
    }

    /// Reads settings from any source; an empty value counts as not set.
    pub fn read(source: &dyn Fn(&str) -> Option<String>) -> Result<Self, BadSetting> {
        let text = |name: &'static str| source(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let bad = |variable, value: &str, expected| BadSetting { variable, value: value.to_owned(), expected };

        let database_url = text("DATABASE_URL");
        if let Some(url) = &database_url
            && !is_postgres(url)
        {
            // The value may hold a password: it is not repeated.
            return Err(bad("DATABASE_URL", "…", "a Postgres address such as postgres://user:password@host:5432/hq"));
        }
        let product_database_url = product_address("PRODUCT_DATABASE_URL", text("PRODUCT_DATABASE_URL"))?;
        let product_write_url = product_address("PRODUCT_WRITE_DATABASE_URL", text("PRODUCT_WRITE_DATABASE_URL"))?;
        let product_write = match text("HQ_PRODUCT_WRITE").as_deref() {
            None | Some("0") => false,
            Some("1") if product_database_url.is_some() => true,
            Some("1") => return Err(bad("HQ_PRODUCT_WRITE", "1", "0 as long as PRODUCT_DATABASE_URL is not set")),
            Some(other) => return Err(bad("HQ_PRODUCT_WRITE", other, "1 or 0")),
        };
        let secret_key = text("HQ_SECRET_KEY");
        if let Some(key) = &secret_key
            && super::secrets::Secrets::parse(key).is_none()
        {
            return Err(bad("HQ_SECRET_KEY", "…", "32 random bytes in base64, as `openssl rand -base64 32` prints them"));
        }
        let public_url = match text("HQ_PUBLIC_URL") {
            None => None,
            Some(url) => Some(
                origin(&url)
                    .ok_or_else(|| bad("HQ_PUBLIC_URL", &url, "the console's address without a path, such as https://hq.example.com"))?,
            ),
        };
        let smtp_url = text("HQ_SMTP_URL");
        if let Some(url) = &smtp_url
            && super::mail::check_smtp_url(url).is_err()
        {
            return Err(bad(
                "HQ_SMTP_URL",
                "…",
                "smtps://user:password@host:465, or smtp://host:587?tls=required, or smtp://host:25 for a relay on a trusted network",
            ));
        }
        let mail_from = text("HQ_MAIL_FROM").unwrap_or_else(|| "CleanMateX HQ <hq@localhost.localdomain>".to_owned());
        if mail_from.parse::<lettre::message::Mailbox>().is_err() {
            return Err(bad("HQ_MAIL_FROM", &mail_from, "a mail address such as CleanMateX HQ <hq@example.com>"));
        }
        let log = text("HQ_LOG").unwrap_or_else(|| "info,sqlx=warn".to_owned());
        if log.parse::<tracing_subscriber::filter::Targets>().is_err() || !log.split(',').all(names_a_level) {
            return Err(bad("HQ_LOG", &log, "a level (error, warn, info, debug) or a list such as info,sqlx=warn"));
        }

        let address = |name: &'static str, default: &str| -> Result<SocketAddr, BadSetting> {
            let value = text(name).unwrap_or_else(|| default.to_owned());
            value.parse().map_err(|_| bad(name, &value, "an address and port such as 127.0.0.1:3001"))
        };
        let metrics_listen = match text("HQ_METRICS_LISTEN").as_deref() {
            Some("off") => None,
            _ => Some(address("HQ_METRICS_LISTEN", "127.0.0.1:9301")?),
        };
        let trusted_proxies = text("HQ_TRUSTED_PROXIES")
            .map(|list| {
                list.split(',')
                    .map(|part| {
                        part.trim()
                            .parse()
                            .map_err(|_| bad("HQ_TRUSTED_PROXIES", &list, "addresses separated by commas, such as 10.0.0.5,10.0.0.6"))
                    })
                    .collect::<Result<Vec<IpAddr>, _>>()
            })
            .transpose()?
            .unwrap_or_default();
        let db_connections = match text("HQ_DB_CONNECTIONS") {
            None => 10,
            Some(value) => match value.parse::<u32>() {
                Ok(n @ 2..=200) => n,
                _ => return Err(bad("HQ_DB_CONNECTIONS", &value, "a number from 2 to 200")),
            },
        };
        let log_format = match text("HQ_LOG_FORMAT").as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(other) => return Err(bad("HQ_LOG_FORMAT", other, "text or json")),
        };

        Ok(Self {
            database_url,
            postgres_bin: text("HQ_PG_BIN").map(PathBuf::from),
            data_dir: text("HQ_DATA_DIR").map_or_else(|| PathBuf::from(".hq"), PathBuf::from),
            listen: address("HQ_LISTEN", "127.0.0.1:3001")?,
            metrics_listen,
            public_url,
            secret_key,
            audit_checkpoints: text("HQ_AUDIT_CHECKPOINTS").map(PathBuf::from),
            smtp_url,
            mail_from,
            trusted_proxies,
            db_connections,
            product_database_url,
            product_write_url,
            product_write,
            log,
            log_format,
        })
    }

    /// The folder of the audit log's checkpoints. A database of somebody else's has none unless one is named: a folder of ours on a
    /// machine that may be thrown away would be a false comfort.
    pub fn checkpoints_dir(&self) -> Option<PathBuf> {
        self.audit_checkpoints.clone().or_else(|| self.database_url.is_none().then(|| self.data_dir.join("checkpoints")))
    }

    /// The folder where mail is laid when no server is set.
    pub fn mailbox_dir(&self) -> PathBuf {
        self.data_dir.join("mailbox")
    }
}

fn is_postgres(url: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) && url.parse::<sqlx::postgres::PgConnectOptions>().is_ok()
}

/// The address of the product's database. What is wrong with it is told without it: it holds a password.
fn product_address(variable: &'static str, url: Option<String>) -> Result<Option<String>, BadSetting> {
    match url {
        Some(url) if !is_postgres(&url) => Err(BadSetting {
            variable,
            value: "…".to_owned(),
            expected: "a Postgres address such as postgres://hq_reader:password@db.internal:5432/postgres",
        }),
        url => Ok(url),
    }
}

/// An address as browsers write the origin of their requests: lower case, no standard port, nothing after the host.
fn origin(url: &str) -> Option<String> {
    if url.contains(['#', '@', '?']) {
        return None;
    }
    let url: axum::http::Uri = url.parse().ok()?;
    let scheme = url.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = url.authority()?;
    let host = authority.host().to_ascii_lowercase();
    let standard = if scheme == "https" { 443 } else { 80 };
    if host.is_empty() || url.path() != "/" {
        return None;
    }
    Some(match authority.port_u16().filter(|port| *port != standard) {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

/// A level, or a level for a part of the program. A bare word that is none would silence everything else.
fn names_a_level(part: &str) -> bool {
    let level = part.rsplit('=').next().unwrap_or_default().trim();
    ["off", "error", "warn", "info", "debug", "trace"].contains(&level.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, BadSetting> {
        Settings::read(&|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn nothing_needs_to_be_set() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:3001");
        assert_eq!(settings.data_dir, PathBuf::from(".hq"));
        assert_eq!(settings.database_url, None);
    }

    #[test]
    fn a_wrong_value_is_refused_by_its_variables_name() {
        for (variable, value) in [
            ("HQ_LISTEN", "3001"),
            ("HQ_METRICS_LISTEN", "everywhere"),
            ("HQ_PUBLIC_URL", "hq.example.com"),
            ("HQ_PUBLIC_URL", "https://hq.example.com/console"),
            ("HQ_PUBLIC_URL", "https://user:password@hq.example.com"),
            ("HQ_PUBLIC_URL", "https://hq.example.com/#x"),
            ("HQ_LOG", "warning"),
            ("HQ_LOG", "info,sqlx=loud"),
            ("HQ_SECRET_KEY", "short"),
            ("HQ_SMTP_URL", "http://mail"),
            ("HQ_MAIL_FROM", "nobody"),
            ("HQ_TRUSTED_PROXIES", "10.0.0.5, proxy"),
            ("HQ_DB_CONNECTIONS", "1"),
            ("HQ_LOG_FORMAT", "xml"),
            ("DATABASE_URL", "mysql://x"),
            ("PRODUCT_DATABASE_URL", "mysql://x"),
            ("PRODUCT_WRITE_DATABASE_URL", "product"),
            ("HQ_PRODUCT_WRITE", "yes"),
            ("HQ_PRODUCT_WRITE", "1"),
        ] {
            assert_eq!(read(&[(variable, value)]).map(|_| ()).unwrap_err().variable, variable, "{value}");
        }
    }

    #[test]
    fn the_public_address_is_kept_as_browsers_write_an_origin() {
        for (typed, kept) in [
            ("https://hq.example.com/", "https://hq.example.com"),
            ("HTTPS://HQ.Example.com", "https://hq.example.com"),
            ("https://hq.example.com:443", "https://hq.example.com"),
            ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
        ] {
            assert_eq!(read(&[("HQ_PUBLIC_URL", typed)]).unwrap().public_url.as_deref(), Some(kept), "{typed}");
        }
    }

    /// Outside a runtime, as the program reads them.
    #[test]
    fn every_way_to_a_mail_server_is_taken() {
        for url in ["smtps://user:password@mail.example.com:465", "smtp://mail.example.com:587?tls=required", "smtp://relay:25"] {
            assert_eq!(read(&[("HQ_SMTP_URL", url)]).unwrap().smtp_url.as_deref(), Some(url));
        }
    }

    #[test]
    fn a_refusal_never_repeats_a_secret() {
        for variable in ["HQ_SECRET_KEY", "DATABASE_URL", "PRODUCT_DATABASE_URL", "PRODUCT_WRITE_DATABASE_URL"] {
            let error = read(&[(variable, "hunter2hunter2")]).map(|_| ()).unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{variable}");
        }
    }
}
