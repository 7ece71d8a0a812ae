//! The picture an authenticator reads, drawn here: no seed ever leaves for another service.

use fast_qr::{ECL, QRBuilder};

use crate::web::{Error, Result};

/// Quiet modules around the code, as the standard asks.
const MARGIN: usize = 4;

/// A QR code as one SVG path.
pub struct Qr {
    /// Modules a side, margin included.
    pub side: usize,
    pub path: String,
}

impl Qr {
    pub fn of(text: &str) -> Result<Self> {
        use std::fmt::Write as _;
        let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| Error::internal(format!("{error:?}")))?;
        let mut path = String::new();
        for y in 0..code.size {
            for x in 0..code.size {
                if code[y][x].value() {
                    write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN).map_err(Error::internal)?;
                }
            }
        }
        Ok(Self { side: code.size + 2 * MARGIN, path })
    }
}

/// A seed in groups of four, for typing in by hand.
pub fn in_fours(text: &str) -> String {
    text.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part)).collect::<Vec<_>>().join(" ")
}
