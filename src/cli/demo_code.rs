//! `hq-console demo-code`: the demonstration's accounts and the codes they need right now.

use crate::areas::staff::factors::Seed;
use crate::core::clock::Clock;

/// Shared by all demonstration accounts, so that one authenticator entry serves them all.
pub(super) const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// An account of the demonstration.
pub(super) struct Account {
    pub name: &'static str,
    /// Shown on its pages.
    pub person: &'static str,
    pub role: &'static str,
}

pub(super) const ACCOUNTS: [Account; 7] = [
    Account { name: "super", person: "Salim Al Harthy", role: "super_admin" },
    Account { name: "super2", person: "Maryam Al Lawati", role: "super_admin" },
    Account { name: "billing", person: "Khalid Al Balushi", role: "billing" },
    Account { name: "support", person: "Aisha Al Zadjali", role: "support_manager" },
    Account { name: "agent", person: "Yousuf Al Hinai", role: "support" },
    Account { name: "analyst", person: "Noura Al Kindi", role: "analyst" },
    Account { name: "auditor", person: "Hamed Al Siyabi", role: "auditor" },
];

impl Account {
    pub(super) fn email(&self) -> String {
        format!("{}@demo.test", self.name)
    }

    pub(super) fn password(&self) -> String {
        format!("demo-{}-Passw0rd!", self.name)
    }
}

/// Prints the table of accounts.
pub(super) fn print() {
    let now = Clock::default().now();
    let code = Seed::from_base32(SECRET).and_then(|seed| seed.code_at(now)).unwrap_or_default();
    let left = 30 - now.timestamp().rem_euclid(30);
    println!("{:<20} {:<16} {:<26} code", "account", "role", "password");
    for account in &ACCOUNTS {
        println!("{:<20} {:<16} {:<26} {code}", account.email(), account.role, account.password());
    }
    println!("The code is good for {left} s and once per account; the authenticator secret of all is {SECRET}.");
}
