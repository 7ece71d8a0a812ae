//! Networks as people write them.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use ipnetwork::IpNetwork;
use uuid::Uuid;

use crate::core::ids::StaffId;
use crate::core::text;

/// One network of the list.
#[derive(Clone, Debug)]
pub struct Allowed {
    pub id: Uuid,
    pub network: IpNetwork,
    pub note: String,
    pub added_by: Option<StaffId>,
    pub added_by_name: Option<String>,
    pub added_at: DateTime<Utc>,
}

/// The list and whether it counts.
#[derive(Clone, Debug)]
pub struct Policy {
    pub enforced: bool,
    pub networks: Vec<Allowed>,
}

impl Policy {
    /// Whether somebody at this address is let in by the networks, but for the one given.
    pub fn lets_in(&self, ip: Option<IpAddr>, but: Option<Uuid>) -> bool {
        let Some(ip) = ip.map(|ip| ip.to_canonical()) else { return false };
        self.networks.iter().any(|allowed| Some(allowed.id) != but && allowed.network.contains(ip))
    }
}

/// Why the list was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Whoever changes it would be outside themselves.
    OutsideOneself,
    Taken,
}

impl Refusal {
    /// Key of the sentence a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::OutsideOneself => "addresses-error-outside",
            Self::Taken => "addresses-error-taken",
        }
    }
}

const LONGEST_NOTE: usize = 120;

/// Reads a network: `203.0.113.0/24`, or one address alone. Bits behind the prefix are dropped.
pub fn read_network(raw: &str) -> Result<IpNetwork, &'static str> {
    let typed = text::digits_to_latin(&text::clean(raw));
    if typed.is_empty() {
        return Err("addresses-error-missing");
    }
    let network: IpNetwork = typed.parse().map_err(|_| "addresses-error-not-network")?;
    if network.prefix() == 0 {
        return Err("addresses-error-everything");
    }
    IpNetwork::new(network.network(), network.prefix()).map_err(|_| "addresses-error-not-network")
}

/// Reads whose network it is.
pub fn read_note(raw: &str) -> Result<String, &'static str> {
    let note = text::clean(raw);
    match note.chars().count() {
        0 => Err("addresses-error-note-missing"),
        n if n > LONGEST_NOTE => Err("addresses-error-note-long"),
        _ => Ok(note),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_read_as_people_write_them() {
        let read = |text: &str| read_network(text).map(|network| network.to_string());
        assert_eq!(read(" 203.0.113.77/24 ").as_deref(), Ok("203.0.113.0/24"));
        assert_eq!(read("203.0.113.7").as_deref(), Ok("203.0.113.7/32"));
        assert_eq!(read("٢٠٣.0.113.7").as_deref(), Ok("203.0.113.7/32"));
        assert_eq!(read("2001:db8::1/32").as_deref(), Ok("2001:db8::/32"));
        assert_eq!(read(""), Err("addresses-error-missing"));
        assert_eq!(read("office"), Err("addresses-error-not-network"));
        assert_eq!(read("203.0.113.0/33"), Err("addresses-error-not-network"));
        assert_eq!(read("0.0.0.0/0"), Err("addresses-error-everything"));
    }
}
