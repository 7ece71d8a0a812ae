//! A table: columns of given or shared width, a head that is repeated, figures under figures.

use super::flow::{Cell, Flow, Look, Slot};
use super::{Align, PdfError, measure};

#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// This wide, in points.
    Fixed(f32),
    /// As wide as the widest of its lines, within these bounds. Only in a [`Table`]; elsewhere the least.
    Fit { least: f32, most: f32 },
    /// A share of what the others leave.
    Share(f32),
}

pub struct Table {
    pub columns: Vec<Column>,
    /// Between columns, in points.
    pub gap: f32,
    pub head: Vec<Cell>,
    pub head_look: Look,
    pub rows: Vec<Vec<Cell>>,
    pub row_look: Look,
}

impl Column {
    /// Where these columns stand in a room of this width.
    pub fn slots(columns: &[Self], gap: f32, room: f32) -> Vec<Slot> {
        let gaps: f32 = columns.iter().skip(1).map(|_| gap).sum();
        let fixed: f32 = columns.iter().map(|column| column.fixed()).sum();
        let shares: f32 = columns.iter().map(|column| if let Self::Share(share) = column { *share } else { 0.0 }).sum();
        let left = (room - gaps - fixed).max(0.0);
        let mut start = 0.0;
        let place = |column: &Self| {
            let width = match column {
                Self::Share(share) => left * share / shares.max(f32::MIN_POSITIVE),
                other => other.fixed(),
            };
            let slot = Slot { start, width };
            start += width + gap;
            slot
        };
        columns.iter().map(place).collect()
    }

    fn fixed(self) -> f32 {
        match self {
            Self::Fixed(width) | Self::Fit { least: width, .. } => width,
            Self::Share(_) => 0.0,
        }
    }
}

impl Flow {
    pub fn table(&mut self, mut table: Table) -> Result<(), PdfError> {
        table.fit()?;
        let slots = Column::slots(&table.columns, table.gap, self.paper.room());
        // A head is not left alone at the foot of a page.
        let head = self.height(&slots, &table.head, table.head_look)?;
        let first = table.rows.first().map_or(Ok(0.0), |row| self.height(&slots, row, table.row_look))?;
        self.need((head + first).min(200.0))?;
        self.begin_table(&slots, &table.head, table.head_look)?;
        for row in &table.rows {
            self.row(&slots, row, table.row_look)?;
        }
        self.end_table();
        Ok(())
    }
}

impl Table {
    /// Sets the widths that depend on what stands in the columns, and makes the figures of a column one
    /// block as wide as the widest of them.
    fn fit(&mut self) -> Result<(), PdfError> {
        for place in 0..self.columns.len() {
            let (mut figures, mut widest) = (0.0_f32, 0.0_f32);
            let fits = matches!(self.columns.get(place), Some(Column::Fit { .. }));
            for paragraph in self.head.get(place).into_iter().chain(self.rows.iter().filter_map(|row| row.get(place))).flatten() {
                if let Align::Figures(asked) = paragraph.align {
                    figures = figures.max(asked).max(measure(&paragraph.text, paragraph.style)?);
                } else if fits {
                    widest = widest.max(measure(&paragraph.text, paragraph.style)?);
                }
            }
            for paragraph in self.rows.iter_mut().filter_map(|row| row.get_mut(place)).flatten() {
                if matches!(paragraph.align, Align::Figures(_)) {
                    paragraph.align = Align::Figures(figures);
                }
            }
            if let Some(column) = self.columns.get_mut(place)
                && let Column::Fit { least, most } = *column
            {
                *column = Column::Fixed(widest.max(figures).max(least).min(most));
            }
        }
        Ok(())
    }
}
