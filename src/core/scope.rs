//! The closed list of what an API key can be allowed. A route of the API asks for one.

macro_rules! scopes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $label:literal, $text:literal;)+) => {
        /// What a program may do: `resource:action`. Adding one here is the only way to invent one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Scope { $($(#[$doc])* $variant),+ }

        impl Scope {
            /// Every scope there is, in the order shown to people.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code kept in the database.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Key of the label in the language catalogue.
            pub fn label_key(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// Key of the sentence that says what it lets a program do.
            pub fn text_key(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

scopes! {
    /// Telling what tenants use.
    UsageWrite = "usage:write", "keys-scope-usage-write", "keys-scope-usage-write-text";
    /// Reading the register.
    TenantsRead = "tenants:read", "keys-scope-tenants-read", "keys-scope-tenants-read-text";
    /// Creating tenants.
    TenantsWrite = "tenants:write", "keys-scope-tenants-write", "keys-scope-tenants-write-text";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for scope in Scope::ALL {
            assert_eq!(Scope::from_code(scope.code()), Some(*scope));
        }
        assert_eq!(Scope::from_code("tenants:destroy"), None);
    }
}
