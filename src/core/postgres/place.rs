//! Where the cluster lives, and as whom its server runs.
//!
//! ```text
//! <data-dir>/postgres/            home: ours
//!     lock                        held by the process that owns the server
//!     postgres.log                what initdb and the server said
//!     location                    only when the cluster had to go elsewhere: where it is
//!     data/ or throwaway/         the cluster, the server user's
//!     s/                          its socket, the server user's
//! ```

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use nix::unistd::{Uid, chown};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Durability;
use super::account::{self, Account};
use super::error::Error;

/// Sockets are bound to this number; with a folder of its own it meets no other server.
pub(super) const PORT: u16 = 5432;

/// The shortest limit of a socket's path among the systems we run on (macOS: 104 with the final zero).
const LONGEST_SOCKET_PATH: usize = 103;

/// `<data-dir>/postgres`.
#[derive(Debug, Clone)]
pub(super) struct Home {
    dir: PathBuf,
}

/// While it lives, no other process starts or repairs this cluster. The kernel
/// frees it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Home {
    pub(super) fn create(data_dir: &Path) -> Result<Self, Error> {
        fs::create_dir_all(data_dir).map_err(Error::file("create the folder", data_dir))?;
        let data_dir = canonical(data_dir)?;
        let dir = data_dir.join("postgres");
        make_own_folder(&dir)?;
        account::require_owner(&dir, Uid::effective())?;
        Ok(Self { dir })
    }

    /// Like `create`, but leaves no trace where nothing was started before.
    pub(super) fn find(data_dir: &Path) -> Result<Option<Self>, Error> {
        let dir = data_dir.join("postgres");
        match fs::symlink_metadata(&dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            found => found.map_err(Error::file("look at", &dir))?,
        };
        account::require_owner(&dir, Uid::effective())?;
        let dir = canonical(&dir)?;
        Ok(Some(Self { dir }))
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    pub(super) fn try_lock(&self) -> Result<Option<Lock>, Error> {
        let path = self.dir.join("lock");
        let file =
            OpenOptions::new().create(true).write(true).truncate(false).mode(0o600).open(&path).map_err(Error::file("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Error::file("lock", &path)(error)),
        }
    }

    /// The folder that holds the cluster when it could not be `home`.
    fn location(&self) -> Option<PathBuf> {
        let text = fs::read_to_string(self.dir.join("location")).ok()?;
        Some(PathBuf::from(text.trim_end())).filter(|path| path.is_dir())
    }

    fn set_location(&self, base: &Path) -> Result<(), Error> {
        let path = self.dir.join("location");
        fs::write(&path, format!("{}\n", base.display())).map_err(Error::file("write", &path))
    }
}

#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Holds `data` and the socket folder; passable for the server's user.
    pub base: PathBuf,
    pub data: PathBuf,
    pub socket: PathBuf,
    /// Stands in the title of every process of this cluster's server.
    pub tag: String,
    pub notice: Option<String>,
}

impl Place {
    /// Where the cluster is, as far as its home tells.
    pub(super) fn of(home: &Home, durability: Durability) -> Self {
        let elsewhere = home.location();
        let notice = elsewhere.as_ref().map(|base| {
            format!(
                "The database lives in {}, because its server does not run as root and may not enter {}.",
                base.display(),
                home.dir.display()
            )
        });
        let base = elsewhere.unwrap_or_else(|| home.dir.clone());
        let tag = format!("hq-console-{}", short_hash(&base));
        let mut socket = base.join("s");
        let longest_name = format!("/.s.PGSQL.{PORT}.lock").len();
        if socket.as_os_str().len() + longest_name > LONGEST_SOCKET_PATH {
            socket = Path::new("/tmp").join(&tag);
        }
        Self {
            data: base.join(match durability {
                Durability::Durable => "data",
                Durability::Throwaway => "throwaway",
            }),
            base,
            socket,
            tag,
            notice,
        }
    }

    /// Decides where the cluster is to be, and prepares its folders. Called
    /// with the lock held.
    pub(super) fn settle(home: &Home, durability: Durability) -> Result<(Self, Account), Error> {
        let mut place = Self::of(home, durability);
        let account = Account::for_server(&place.data)?;
        if place.notice.is_none() && !account.may_enter(&home.dir) {
            let base = Path::new("/var/tmp").join(format!("hq-console-{}", Uuid::new_v4()));
            make_own_folder(&base)?;
            home.set_location(&base)?;
            place = Self::of(home, durability);
        }
        account::require_owner(&place.base, Uid::effective())?;
        if fs::symlink_metadata(&place.socket).is_ok() {
            account::require_owner(&place.socket, account.uid)?;
        }
        Ok((place, account))
    }

    pub(super) fn has_data(&self) -> bool {
        self.data.join("PG_VERSION").exists()
    }

    pub(super) fn socket_file(&self) -> PathBuf {
        self.socket.join(format!(".s.PGSQL.{PORT}"))
    }
}

/// Ours; when we are root the server's user must be able to pass through it.
fn make_own_folder(dir: &Path) -> Result<(), Error> {
    let mode = if Uid::effective().is_root() { 0o711 } else { 0o700 };
    match DirBuilder::new().mode(mode).create(dir) {
        // Once more, because the umask may have taken a bit away.
        Ok(()) => fs::set_permissions(dir, Permissions::from_mode(mode)).map_err(Error::file("set the permissions of", dir)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::file("create the folder", dir)(error)),
    }
}

/// The server user's alone. It may lie in `/tmp`, where somebody else may have
/// put something under its name, so what is there already is looked at.
pub(super) fn make_server_folder(dir: &Path, account: &Account) -> Result<(), Error> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Ok(()) => {
            if Uid::effective().is_root() {
                chown(dir, Some(account.uid), Some(account.gid)).map_err(|errno| Error::file("change the owner of", dir)(errno.into()))?;
            }
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(Error::file("create the folder", dir)(error)),
    }
    account::require_owner(dir, account.uid)
}

fn canonical(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(Error::file("find", path))
}

fn short_hash(path: &Path) -> String {
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let (head, _) = hash.split_at(8);
    head.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Whether `path`'s mode lets `account` pass through it as a folder.
pub(super) fn passable(path: &Path, account: &Account) -> bool {
    fs::metadata(path).is_ok_and(|found| {
        let bit = if found.uid() == account.uid.as_raw() {
            0o100
        } else if found.gid() == account.gid.as_raw() {
            0o010
        } else {
            0o001
        };
        found.mode() & bit != 0
    })
}
