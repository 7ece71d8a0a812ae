//! One finished page: what stands where, in points from the top left corner.

use super::paragraph::Line;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Area {
    pub(super) fn right(self) -> f32 {
        self.x + self.width
    }
}

#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text: its left edge and its baseline.
    Text { x: f32, baseline: f32, line: Line, colour: Colour },
    /// Areas filled alike, as one shape.
    Fill { areas: Vec<Area>, colour: Colour },
}

#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) marks: Vec<Mark>,
}

#[cfg(test)]
impl Mark {
    /// What the mark covers, for asking whether it is on the paper.
    pub(super) fn extents(&self) -> Vec<Area> {
        match self {
            Self::Text { x, baseline, line, .. } => {
                vec![Area { x: *x, y: baseline - line.size, width: line.width, height: line.size * 1.3 }]
            }
            Self::Fill { areas, .. } => areas.clone(),
        }
    }
}
