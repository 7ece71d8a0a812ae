//! Multipart forms with files. The form's secret must come first and is checked before a byte of a file is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use super::context::Context;
use super::csrf::{FIELD, token_matches};
use super::error::Error;
use super::state::AppState;

/// A file as it was sent. The name is the sender's and is only ever shown, never used as a path.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What a multipart form held.
#[derive(Debug, Default)]
pub struct Upload {
    pub fields: BTreeMap<String, String>,
    pub files: BTreeMap<String, File>,
}

impl Upload {
    /// A chosen file; an empty one counts as none chosen.
    pub fn file(&mut self, field: &str) -> Option<File> {
        self.files.remove(field).filter(|file| !file.bytes.is_empty())
    }

    /// A multipart form is held to its fields like any other.
    pub fn only(&self, fields: &[&str], files: &[&str]) -> Result<(), Error> {
        let known =
            self.fields.keys().all(|name| fields.contains(&name.as_str())) && self.files.keys().all(|name| files.contains(&name.as_str()));
        if known { Ok(()) } else { Err(Error::BadRequest("the form has unknown fields")) }
    }

    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

fn refused(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::BadRequest("the upload could not be read") }
}

impl FromRequest<AppState> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Error> {
        let context = request.extensions().get::<Arc<Context>>().cloned().ok_or_else(|| Error::internal("no context"))?;
        let mut multipart = Multipart::from_request(request, app).await.map_err(|_| Error::BadRequest("a file was expected"))?;
        let mut upload = Self::default();
        let mut checked = false;
        while let Some(field) = multipart.next_field().await.map_err(|e| refused(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            if !checked {
                let given = if name == FIELD { field.text().await.map_err(|e| refused(&e))? } else { String::new() };
                if !token_matches(&context.csrf, &given) {
                    return Err(Error::Forbidden("the upload does not carry this session's secret"));
                }
                checked = true;
                continue;
            }
            if name == FIELD || upload.fields.contains_key(&name) || upload.files.contains_key(&name) {
                return Err(Error::BadRequest("the form has doubled fields"));
            }
            match field.file_name().map(ToOwned::to_owned) {
                Some(file_name) => {
                    let bytes = field.bytes().await.map_err(|e| refused(&e))?.to_vec();
                    upload.files.insert(name, File { name: shown_name(&file_name), bytes });
                }
                None => {
                    let text = field.text().await.map_err(|e| refused(&e))?;
                    upload.fields.insert(name, text);
                }
            }
        }
        if checked { Ok(upload) } else { Err(Error::Forbidden("the upload does not carry this session's secret")) }
    }
}

/// The last part of the sender's path, without marks that would disguise its ending.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    crate::core::text::clean(last).chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::shown_name;

    #[test]
    fn a_file_is_shown_by_its_bare_name() {
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("C:\\rosters\\may.csv"), "may.csv");
        assert_eq!(shown_name("roster\u{202e}fdp.csv"), "rosterfdp.csv");
    }
}
