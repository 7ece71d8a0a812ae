//! A QR code as areas of a page, sharp at any size.

use fast_qr::{ECL, QRBuilder};

use super::PdfError;
use super::page::Area;

/// Light modules around the code, as the standard asks.
const MARGIN: u16 = 4;

pub struct Qr {
    /// Modules a side, with the margin.
    side: u16,
    /// Dark modules of one row next to each other: row, first, count.
    bars: Vec<(u16, u16, u16)>,
}

impl Qr {
    pub fn of(text: &str) -> Result<Self, PdfError> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| PdfError::Qr(text.len()))?;
        let size = u16::try_from(code.size).map_err(|_| PdfError::Qr(text.len()))?;
        let mut bars: Vec<(u16, u16, u16)> = Vec::new();
        for row in 0..size {
            for column in 0..size {
                if !code[usize::from(row)][usize::from(column)].value() {
                    continue;
                }
                match bars.last_mut() {
                    Some((last, first, count)) if *last == row && *first + *count == column => *count += 1,
                    _ => bars.push((row, column, 1)),
                }
            }
        }
        Ok(Self { side: size + 2 * MARGIN, bars })
    }

    /// The dark parts, for a code of this width with its margin.
    pub(super) fn areas(&self, left: f32, top: f32, width: f32) -> Vec<Area> {
        let module = width / f32::from(self.side);
        let bar = |&(row, first, count): &(u16, u16, u16)| Area {
            x: left + f32::from(first + MARGIN) * module,
            y: top + f32::from(row + MARGIN) * module,
            width: f32::from(count) * module,
            height: module,
        };
        self.bars.iter().map(bar).collect()
    }

    /// How far the dark parts stand in from the edge of a code of this width.
    pub fn margin(&self, width: f32) -> f32 {
        width / f32::from(self.side) * f32::from(MARGIN)
    }
}
