//! The server's address, in the form that sqlx and its macros read.

use super::USER;
use super::place::{PORT, Place};

pub(super) fn url(place: &Place, database: &str) -> String {
    let socket = percent_encode(place.socket.as_os_str().as_encoded_bytes());
    let database = percent_encode(database.as_bytes());
    // A PGSSLMODE in the environment would ask for what a socket cannot give.
    format!("postgres://{USER}@localhost:{PORT}/{database}?host={socket}&sslmode=disable")
}

fn percent_encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => char::from(*byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_can_end_it_early() {
        assert_eq!(percent_encode(b"/a-b_c.d/E9"), "/a-b_c.d/E9");
        assert_eq!(percent_encode("a b%&?=#ü".as_bytes()), "a%20b%25%26%3F%3D%23%C3%BC");
    }
}
